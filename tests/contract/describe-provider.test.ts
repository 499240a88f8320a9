import { compatible } from '@understudy/provider-compatible';
import { type ContractOptions, describeProviderWith } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

const options: ContractOptions = {
  name: 'adapter',
  dialect: 'createTask',
  only: ['C06', 'C07', 'A06'],
  create: ({ apiKey, baseUrl, transport }) =>
    compatible({ profile: 'custom', dialect: 'createTask', apiKey, baseUrl, transport }),
};

/** A runner that keeps what it is told, and runs it later. */
function declared(given: ContractOptions): Map<string, (test?: unknown) => Promise<void>> {
  const tests = new Map<string, (test?: unknown) => Promise<void>>();
  describeProviderWith(
    { describe: (_, define) => define(), it: (name, run) => tests.set(name, run) },
    given,
  );
  return tests;
}

describe('describeProviderWith', () => {
  it('declares a test for each check, and one for the rest', () => {
    const names = [...declared(options).keys()];
    expect(names).toHaveLength(4);
    expect(names[0]).toMatch(/^A06 /);
    expect(names.at(-1)).toBe('leaves nothing unchecked that it declares');
  });

  it('skips with the reason, and passes what passed', async () => {
    const tests = [...declared(options)];
    const skipped: unknown[] = [];
    const test = { skip: (reason: unknown) => void skipped.push(reason) };
    for (const [, run] of tests) await run(test);
    expect(skipped).toEqual(['the service names no task in its replies to polls']);
  });

  it('declares no parameter, which jest and mocha would take for a callback', () => {
    expect([...declared(options).values()].map(({ length }) => length)).toEqual([0, 0, 0, 0]);
  });

  it('repeats a failure by the seed of the run', async () => {
    const create: ContractOptions['create'] = (init) => {
      const sound = options.create(init);
      const poll: typeof sound.poll = async (ticket, context) => {
        await sound.poll(ticket, context);
        return await sound.poll(ticket, context);
      };
      return { ...sound, poll };
    };
    const tests = declared({ ...options, create, seed: 'kept' });
    const run = [...tests].find(([name]) => name.startsWith('C06'))?.[1];
    await expect(run?.()).rejects.toThrow("only: ['C06'], seed: 'kept'");
  });

  it('fails with what was seen and what to do', async () => {
    const expectFailures = { C06: 'it is not known to fail' };
    const tests = declared({ ...options, expectFailures });
    const run = [...tests].find(([name]) => name.startsWith('C06'))?.[1];
    await expect(run?.()).rejects.toThrow(/unexpected pass/);
  });
});
