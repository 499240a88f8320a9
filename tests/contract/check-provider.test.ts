import type { ProviderV1 } from '@understudy/core/provider';
import { compatible } from '@understudy/provider-compatible';
import { checkProvider, type ContractOptions, serviceWire } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

/** An adapter of ours, after something was done to it. */
function adapter(change: (provider: ProviderV1) => ProviderV1 = (one) => one): ContractOptions {
  return {
    name: 'adapter',
    dialect: 'createTask',
    create: ({ apiKey, baseUrl, transport, options }) =>
      change(
        compatible({
          profile: 'custom',
          dialect: 'createTask',
          apiKey,
          baseUrl,
          transport,
          ...options,
        }),
      ),
  };
}

const askingTwice = (inner: ProviderV1): ProviderV1 => ({
  ...inner,
  poll: async (ticket, context) => {
    await inner.poll(ticket, context);
    return await inner.poll(ticket, context);
  },
});

describe('checkProvider', () => {
  it('makes the checks that it is asked for, by id and by group, and no others', async () => {
    const { results, isConformant } = await checkProvider({ ...adapter(), only: ['C06', 'D'] });
    expect(isConformant).toBe(true);
    expect(results.map(({ id }) => id)).toEqual([
      'C06',
      ...Array.from({ length: 15 }, (_, index) => `D${String(index + 1).padStart(2, '0')}`),
    ]);
  });

  it('says what it saw, why it matters and what to do', async () => {
    const { results, isConformant } = await checkProvider({
      ...adapter(askingTwice),
      only: ['C06'],
    });
    expect(isConformant).toBe(false);
    expect(results).toMatchObject([
      {
        status: 'failed',
        severity: 'robustness',
        saw: 'requests of a poll that is pending: 2 instead of 1',
      },
    ]);
  });

  it('takes a failure that was expected, and refuses a pass that was not', async () => {
    const expectFailures = { C06: 'our service wants to be asked twice' };
    const failing = await checkProvider({ ...adapter(askingTwice), expectFailures, only: ['C06'] });
    expect(failing).toMatchObject({ isConformant: true, results: [{ status: 'expected' }] });
    const passing = await checkProvider({ ...adapter(), expectFailures, only: ['C06'] });
    expect(passing).toMatchObject({
      isConformant: false,
      results: [{ status: 'unexpected-pass' }],
    });
  });

  it('skips with a reason what was not declared', async () => {
    const { results } = await checkProvider({ ...adapter(), only: ['H06'] });
    expect(results).toMatchObject([{ status: 'skipped', reason: '"capacity" is not declared' }]);
  });

  it('is red when nothing was checked', async () => {
    const report = await checkProvider({ ...adapter(), only: ['H06'] });
    expect(report).toMatchObject({ isConformant: false, problems: [{ kind: 'nothing-checked' }] });
  });

  it('is red when something is declared that no check looked at', async () => {
    const wire = serviceWire({
      read: () => ({ kind: 'submit' }),
      accepted: ({ id }) => ({ json: { errorId: 0, taskId: id } }),
      pending: () => ({ json: {} }),
      solved: () => ({ json: {} }),
      unsolvable: () => ({ json: {} }),
      refused: (word) => ({ json: { errorId: 1, errorCode: word } }),
      words: {},
    });
    const { create, name } = adapter();
    const { problems, isConformant } = await checkProvider({ name, create, wire });
    expect(isConformant).toBe(false);
    expect(problems).toContainEqual({
      kind: 'capability-unchecked',
      message:
        '"balance" is declared, and no check of it was made: the wire does not describe "balance"',
    });
  });

  it('blames no check for a factory that throws', async () => {
    const create = (): never => {
      throw new Error('no such account');
    };
    const report = await checkProvider({ ...adapter(), create });
    expect(report.results).toEqual([]);
    expect(report.problems).toContainEqual({
      kind: 'set-up-failed',
      message: 'the factory threw: Error "no such account"',
    });
  });

  it('refuses to check a provider that does not use its transport', async () => {
    const { problems } = await checkProvider(
      adapter((inner) => ({ ...inner, submit: () => Promise.reject(new Error('sent elsewhere')) })),
    );
    expect(problems[0]).toMatchObject({ kind: 'set-up-failed' });
    expect(problems[0]?.message).toContain("httpClient: 'own'");
  });

  it('tells of a batch that works and is not declared', async () => {
    const { notes } = await checkProvider({
      name: 'adapter',
      dialect: '2captcha',
      only: ['C06'],
      create: ({ apiKey, baseUrl, transport, options }) => {
        const inner = compatible({ profile: '2captcha', apiKey, baseUrl, transport, ...options });
        const { batchPoll: _, ...supports } = inner.supports;
        return { ...inner, supports };
      },
    });
    expect(notes.join()).toContain('pollMany seems to work');
  });

  it('leaves the globals as it found them, also when two providers are checked at once', async () => {
    const globals = (): readonly unknown[] => [
      console.log,
      Date.now,
      Date,
      Math.random,
      setTimeout,
    ];
    const before = globals();
    const only = ['A02', 'F07', 'G05'];
    await Promise.all([1, 2].map(async () => checkProvider({ ...adapter(), only })));
    expect(globals().map((one, index) => one === before[index])).not.toContain(false);
  });

  it('blames no provider for what another does while both are checked', async () => {
    const looking = adapter((inner) => ({
      ...inner,
      poll: async (ticket, context) => {
        Date.now();
        return await inner.poll(ticket, context);
      },
    }));
    const [, sound] = await Promise.all(
      [looking, adapter()].map(async (one) => checkProvider({ ...one, only: ['F07', 'C10'] })),
    );
    expect(sound).toMatchObject({ isConformant: true });
  });

  it('gives plain JSON', async () => {
    const report = await checkProvider({ ...adapter(), only: ['B'] });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it.each([
    [{ only: ['C6'] }, 'did you mean "C06"'],
    [{ expectFailures: { Z99: 'no' } }, 'no check is called "Z99"'],
    [{ dialect: undefined }, 'either "dialect" or "wire"'],
    [{ dialekt: '2captcha' }, 'did you mean "dialect"'],
  ])('refuses the options %o by name', async (wrong, message) => {
    // What a caller without types may pass.
    const options = { ...adapter(), ...wrong } as ContractOptions;
    await expect(checkProvider(options)).rejects.toThrow(message);
  });
});
