import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';

import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-words-'));
const typo = join(folder, 'typo.json');
writeFileSync(typo, JSON.stringify({ rules: [{ inject: { kind: 'no-slto' } }] }));
const cut = join(folder, 'cut.json');
writeFileSync(cut, '{"rules":');
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
    [['fake', '--host', '0.0.0.0'], '"host": "0.0.0.0" lets other machines in'],
    [
      ['fake', '--config', typo],
      '"rules.0.inject.kind": unknown word "no-slto", did you mean "no-slot"?',
    ],
    [['fake', '--config', cut], 'cut.json is not JSON'],
    [['fake', '--config', 'none.json'], '--config: none.json cannot be read'],
    [['replay'], 'replay wants one file'],
    [['replay', 'none.jsonl'], 'none.jsonl cannot be read'],
  ])('refuses %j with 2, and prints nothing else', async (words, message) => {
    const { code, out, error } = await typed(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(message);
  });

  it('says what can be typed', async () => {
    expect(await typed(['--help'])).toMatchObject({ code: 0, error: '' });
    const { code, out } = await typed(['fake', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--record run.jsonl');
  });
});
