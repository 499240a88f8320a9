import { describe, expect, it } from 'vitest';

import { createRouter } from '../composition/create-router.ts';
import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { rejectionOf, turnstile, worldOf } from './__fixtures__/world.ts';

const provider = scriptedProvider({ id: 'lead' });

describe('createRouter', () => {
  it.each([
    ['deadlinMs', { providers: [provider], deadlinMs: 5 }, 'did you mean "deadlineMs"?'],
    ['deadlineMs', { providers: [provider], deadlineMs: 0 }, '"deadlineMs"'],
    ['deadlineMs', { providers: [provider], deadlineMs: '2m' }, '"deadlineMs"'],
    ['providers', {}, 'must be a list of providers'],
    ['providers', { providers: [] }, 'at least one provider'],
    ['providers.0', { providers: [{ id: 'x' }] }, 'contract version v1'],
    ['providers', { providers: [provider, provider] }, 'two providers have the id "lead"'],
    ['outcomeUnknown', { providers: [provider], outcomeUnknown: 'retry' }, 'resubmit'],
    ['logger', { providers: [provider], logger: 'loud' }, 'debug, info, warn'],
    ['strategy', { providers: [provider], strategy: 'expected-los' }, 'mean "expected-loss"?'],
    ['strategy', { providers: [provider], strategy: {} }, 'must be one of expected-loss'],
    ['weights.leed', { providers: [provider], weights: { leed: 2 } }, 'did you mean "lead"?'],
    ['lossOfFailure', { providers: [provider], lossOfFailure: 0 }, '"lossOfFailure"'],
    [
      'budget.perHuor',
      { providers: [provider], budget: { perHuor: 1, currency: 'USD' } },
      'mean "perHour"?',
    ],
    ['budget.perDay', { providers: [provider], budget: { perDay: 0, currency: 'USD' } }, 'perDay'],
    ['budget', { providers: [provider], budget: { currency: 'USD' } }, 'perHour, perDay or both'],
    [
      'budget.currency',
      { providers: [provider], budget: { perDay: 1, currency: 'CHF' } },
      'createRouter: option "budget.currency": CHF',
    ],
    ['stopLoss', { providers: [provider], stopLoss: 'off' }, '"stopLoss"'],
    ['stopLos', { providers: [provider], stopLos: false }, 'mean "stopLoss"?'],
    ['clock', { providers: [provider], clock: {} }, 'must have now'],
    ['exchangeRates.RUB', { providers: [provider], exchangeRates: { RUB: -1 } }, 'exchangeRates'],
    ['callbackUrl', { providers: [provider], callbackUrl: 'https://a.example/?to=1' }, 'query'],
    ['callbackUrl', { providers: [provider], callbackUrl: 'https://a.example/x?' }, 'query'],
    ['callbackUrl', { providers: [provider], callbackUrl: 'https://a.example/#x' }, 'fragment'],
    ['callbackUrl', { providers: [provider], callbackUrl: 'a.example/x' }, 'full http(s) URL'],
  ])('refuses a wrong %s by its name', (option, options, words) => {
    const create = (): unknown => createRouter(options as never);
    expect(create).toThrow(OptionsInvalidError);
    expect(create).toThrow(words);
    expect(create).toThrow(expect.objectContaining({ option, charged: 'no' }));
  });
});

describe('solve', () => {
  it.each([
    ['deadlinesMs', { deadlinesMs: 5 }, 'did you mean "deadlineMs"?'],
    ['deadlineMs', { deadlineMs: -5 }, '"deadlineMs"'],
    ['priority', { priority: 'urgent' }, '"priority"'],
    ['signal', { signal: {} }, '"signal"'],
    ['onAccepted', { onAccepted: 'yes' }, 'must be a function'],
    ['budget.currency', { budget: { amount: 1, currency: 'dollars' } }, 'ISO 4217'],
    ['proxies.0.prot', { proxies: [{ type: 'http', host: 'a', prot: 1, port: 1 }] }, '"port"'],
  ])('refuses a wrong %s by its name, and sends nothing', async (_, options, words) => {
    const world = worldOf([{ id: 'lead' }]);
    const error = await rejectionOf(world, world.router.solve(turnstile, options as never));
    expect(error).toBeInstanceOf(OptionsInvalidError);
    expect(String(error)).toContain(words);
    expect(world.providers[0]?.submitted).toHaveLength(0);
    expect(world.events).toHaveLength(0);
  });

  it.each([[undefined], [null], ['turnstile'], [{}], [{ type: 7 }]])(
    'refuses %j, which is no task',
    async (task) => {
      const world = worldOf([{ id: 'lead' }]);
      const error = await rejectionOf(world, world.router.solve(task as never));
      expect(error).toMatchObject({ code: 'task-invalid', field: 'type' });
    },
  );
});

describe('the same seed', () => {
  /** Twenty tasks over two providers with every kind of trouble. */
  async function logOf(seed: number): Promise<string> {
    const { seededRandom } = await import('../testing/seeded-random.ts');
    const trouble = [
      { say: 'refuse', code: 'at-capacity' },
      { say: 'accept', solveMs: 30_000 },
      { say: 'hang' },
      { say: 'refuse', code: 'unreachable' },
      { say: 'accept', solveMs: 'never' },
      { say: 'accept' },
    ] as const;
    const polls = Array.from(
      { length: 9 },
      () => ({ say: 'reject', code: 'unreachable' }) as const,
    );
    const world = worldOf(
      [
        { id: 'lead', submits: [...trouble, ...trouble], polls },
        { id: 'backup', submits: trouble },
      ],
      { random: seededRandom(seed) },
    );
    const tasks = Array.from({ length: 20 }, () => world.router.solve(turnstile));
    await world.settle(Promise.allSettled(tasks));
    await world.router.close();
    return JSON.stringify(world.events);
  }

  it('gives the same log, byte for byte, and another seed another', async () => {
    const [first, second, other] = [await logOf(1), await logOf(1), await logOf(2)];
    expect(first.length).toBeGreaterThan(10_000);
    expect(first).toBe(second);
    expect(first).not.toBe(other);
  });
});
