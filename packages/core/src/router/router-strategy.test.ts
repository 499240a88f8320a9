import { describe, expect, it } from 'vitest';

import { AllAttemptsFailedError } from '../errors/router-errors.ts';
import { rejectionOf, turnstile, worldOf } from './__fixtures__/world.ts';

const two = [{ id: 'lead' }, { id: 'backup' }];

const providerOf = async (options: Parameters<typeof worldOf>[1]): Promise<string> => {
  const world = worldOf(two, options);
  return (await world.settle(world.router.solve(turnstile))).providerId;
};

describe('the option strategy', () => {
  it.each(['expected-loss', 'cheapest', 'ordered', 'weighted'] as const)(
    'solves by %s',
    async (strategy) => {
      expect(await providerOf({ strategy })).toBe('lead');
    },
  );

  it('sends everything to whom the weights name alone', async () => {
    expect(await providerOf({ strategy: 'weighted', weights: { lead: 0 } })).toBe('backup');
  });

  it('takes a ranking of the caller’s own', async () => {
    expect(await providerOf({ strategy: () => ['backup', 'lead'] })).toBe('backup');
  });

  it('fails a task by what a ranking threw, with nothing sent', async () => {
    const world = worldOf(two, {
      strategy: () => {
        throw new RangeError('a bug of the caller');
      },
    });
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toBeInstanceOf(AllAttemptsFailedError);
    expect(error).toMatchObject({ cause: { message: 'a bug of the caller' }, charged: 'no' });
    expect(world.providers.flatMap(({ submitted }) => submitted)).toEqual([]);
  });

  it('fails a waiting task, and no process, when a ranking throws as it is woken', async () => {
    let calls = 0;
    const world = worldOf([{ id: 'lead', submits: [{ say: 'refuse', code: 'at-capacity' }] }], {
      strategy: () => {
        calls += 1;
        if (calls > 2) throw new RangeError('a bug of the caller');
        return ['lead'];
      },
    });
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ cause: { message: 'a bug of the caller' } });
  });

  it('buys a rescue beside a stalled attempt by expected loss, and says why', async () => {
    const stalled = { say: 'accept', solveMs: 'never' } as const;
    const world = worldOf([{ id: 'lead', submits: [stalled] }, { id: 'backup' }], {
      strategy: 'expected-loss',
    });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
    expect(solved.decision).toMatchObject({
      reason: 'rescue',
      weighed: { kind: 'rescue', now: expect.any(Number), later: expect.any(Number) },
    });
    expect(world.providers.map(({ paid }) => paid.length)).toEqual([1, 1]);
  });

  it('spares a provider that has just refused the next task too, by expected loss', async () => {
    const refusal = { say: 'refuse', code: 'provider-unavailable', charged: 'no' } as const;
    const world = worldOf(
      [{ id: 'lead', submits: [refusal, { say: 'accept' }] }, { id: 'backup' }],
      {
        strategy: 'expected-loss',
      },
    );
    const tasks = [world.router.solve(turnstile)];
    await world.clock.advance(1_000);
    tasks.push(world.router.solve(turnstile));
    const solved = await world.settle(Promise.all(tasks));
    expect(solved.map(({ providerId }) => providerId)).toEqual(['backup', 'backup']);
    expect(world.providers[0]?.submitted).toHaveLength(1);
  });
});
