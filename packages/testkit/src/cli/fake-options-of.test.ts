import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { FakeProviderOptions } from '../http/fake-provider.ts';
import { fakeFlags } from './fake-flags.ts';
import { fakeOptionsOf } from './fake-options-of.ts';
import { readWords } from './read-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const token = 'a-token-of-the-tester';
const config = join(folder, 'fake.json');
const ownRule = { inject: { kind: 'no-slot' } };
const admin = { token, port: 4711 };
writeFileSync(config, JSON.stringify({ admin, record: 'run.jsonl', rules: [ownRule] }));

const typed = async (...words: readonly string[]): Promise<readonly FakeProviderOptions[]> =>
  fakeOptionsOf(readWords(['--config', config, ...words], fakeFlags));

describe('the options of a fake', () => {
  it('keep what the file says of the admin API, the token above all', async () => {
    expect(await typed()).toMatchObject([{ admin: { token, port: 4711 } }]);
  });

  it('let flags go before the file, one by one', async () => {
    expect(await typed('--admin-port', '4712')).toMatchObject([{ admin: { token, port: 4712 } }]);
  });

  it('hear headers only where they are told to', async () => {
    expect(await typed()).not.toMatchObject([{ headerFaults: true }]);
    expect(await typed('--allow-header-faults')).toMatchObject([{ headerFaults: true }]);
  });

  it('have the rules of scenarios after those of the file', async () => {
    const [{ rules = [] } = {}] = await typed('--scenario', 'outage,flapping');
    expect(rules[0]).toEqual(ownRule);
    expect(rules.slice(1).map(({ label }) => label)).toEqual(['outage', 'flapping']);
  });

  it('give each of several fakes a recording of its own, also where the file asks for one', async () => {
    const records = (await typed('--dialect', 'captchaai,2captcha')).map(({ record }) => record);
    expect(records).toEqual(['run.captchaai.jsonl', 'run.2captcha.jsonl']);
  });
});
