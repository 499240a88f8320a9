import { captchaai } from '@understudy/provider-captchaai';
import type { ContractOptions } from '@understudy/testkit';
import { describeProvider } from '@understudy/testkit/jest';
import { afterEach, describe, expect, it, vi } from 'vitest';

const options: ContractOptions = {
  name: 'captchaai',
  dialect: 'captchaai',
  only: ['C06', 'C07'],
  create: ({ apiKey, baseUrl, transport }) => captchaai({ apiKey, baseUrl, transport }),
};

/** What jest puts into the globals of a test file: a test with a parameter is given a callback, and nothing else. */
function jestGlobals(): { readonly ran: Map<string, () => unknown>; readonly skipped: string[] } {
  const ran = new Map<string, () => unknown>();
  const skipped: string[] = [];
  const skip = (name: string): void => void skipped.push(name);
  const declare = (name: string, run: () => unknown): void => void ran.set(name, run);
  vi.stubGlobal('it', Object.assign(declare, { skip }));
  vi.stubGlobal('describe', (_: string, define: () => void) => define());
  return { ran, skipped };
}

describe('the entry for jest', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('declares tests that wait for no callback, and skips with the reason', async () => {
    const { ran, skipped } = jestGlobals();
    await describeProvider(options);
    expect([...ran.keys()]).toEqual([
      'C06 asks once per poll',
      'leaves nothing unchecked that it declares',
    ]);
    expect([...ran.values()].map(({ length }) => length)).toEqual([0, 0]);
    expect(skipped).toEqual([expect.stringMatching(/^C07 .*the service names no task/)]);
    for (const run of ran.values()) await run();
  });

  it('declares what is red, and fails there', async () => {
    const { ran } = jestGlobals();
    await describeProvider({ ...options, expectFailures: { C06: 'it is not known to fail' } });
    await expect(ran.get('C06 asks once per poll')?.()).rejects.toThrow('unexpected pass');
  });

  it('says what is missing where jest is not', async () => {
    vi.stubGlobal('it', undefined);
    await expect(describeProvider(options)).rejects.toThrow('run this by jest');
  });
});
