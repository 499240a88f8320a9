import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';

import { faultScenarios } from '../faults/fault-scenarios.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-words-'));
const typo = join(folder, 'typo.json');
writeFileSync(typo, JSON.stringify({ rules: [{ inject: { kind: 'no-slto' } }] }));
const cut = join(folder, 'cut.json');
writeFileSync(cut, '{"rules":');
const empty = join(folder, 'empty.mjs');
writeFileSync(empty, 'export const nothing = 1;');
const acme = join(folder, 'acme.mjs');
writeFileSync(
  acme,
  `export default { name: 'acme', dialect: 'captchaai', create: () => { throw new Error('no'); } };`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function typed(
  words: readonly string[],
): Promise<{ code: number; out: string; error: string }> {
  const [out, error] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  const code = await runCommand(words);
  const textOf = (spy: typeof out): string =>
    (spy?.mock.calls ?? []).map(([text]) => String(text)).join('');
  return { code, out: textOf(out), error: textOf(error) };
}

describe('runCommand', () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    [['fkae'], 'no command "fkae", did you mean "fake"?'],
    [['fake', '--prot', '1'], 'no flag "--prot", did you mean "--port"?'],
    [['fake', '--port'], '--port needs a value: N'],
    [['fake', '--port', '70000'], '--port: "70000" is no port'],
    [['fake', '--help=yes'], '--help takes no value'],
    [['fake', 'npm', 'test'], '"npm" is no flag; a command comes after --'],
    [['fake', '--dialect', 'createtask'], 'unknown word "createtask", did you mean "createTask"?'],
    [['fake', '--dialect', 'captchaai,2captcha', '--port', '1'], '--port: 2 fakes cannot share'],
    [['fake', '--speed', 'fast'], '--speed: "fast" is no speed such as 60x'],
    [['fake', '--allow', 'paid-twise'], 'no finding "paid-twise", did you mean "paid-twice"?'],
    [['fake', '--scenario', 'brownuot'], 'no scenario "brownuot", did you mean "brownout"?'],
    [['fake', '--host', '0.0.0.0'], '"host": "0.0.0.0" lets other machines in'],
    [
      ['fake', '--config', typo],
      '"rules.0.inject.kind": unknown word "no-slto", did you mean "no-slot"?',
    ],
    [['fake', '--config', cut], 'cut.json is not JSON'],
    [['fake', '--config', 'none.json'], '--config: none.json cannot be read'],
    [['replay'], 'replay wants one file'],
    [['replay', 'none.jsonl'], 'none.jsonl cannot be read'],
    [['faults', '--explain', 'N170'], 'no fault "N170", did you mean'],
    [['faults', 'N17'], '"N17" is no flag; --explain N17?'],
    [['contract'], 'contract wants one file'],
    [['contract', 'none.ts'], 'none.ts cannot be loaded'],
    [['contract', '--report', 'junt', 'none.ts'], 'no report "junt", did you mean "junit"?'],
    [['contract', empty], 'empty.mjs has no default export'],
    [['contract', '--only', 'B99', acme], 'no check is called "B99"'],
  ])('refuses %j with 2, and prints nothing else', async (words, message) => {
    const { code, out, error } = await typed(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(message);
  });

  it('prints the catalogue', async () => {
    expect((await typed(['faults'])).out).toMatch(/^N01 {2}/);
  });

  it('explains one fault of it', async () => {
    const { out } = await typed(['faults', '--explain', 'n17']);
    expect(out).toContain('"inject":{"kind":"content-length-short"');
  });

  it('gives the catalogue as JSON', async () => {
    const { out } = await typed(['faults', '--json']);
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ id: 'N17' }));
  });

  it('ends with 1 for a provider that does not conform, whatever the report', async () => {
    const { code, out } = await typed(['contract', acme, '--only', 'A01', '--report', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ name: 'acme', isConformant: false });
  });

  it('says what can be typed', async () => {
    expect(await typed(['--help'])).toMatchObject({ code: 0, error: '' });
    const { code, out } = await typed(['fake', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--record run.jsonl');
    for (const { name, about } of faultScenarios)
      expect(out).toContain(`  ${name.padEnd(18)}${about}`);
  });
});
