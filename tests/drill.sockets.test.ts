import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

const drill = fileURLToPath(new URL('../examples/drill.ts', import.meta.url));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const call = promisify(execFile)(process.execPath, [drill, ...words], {
    env: { ...process.env, CAPTCHAAI_API_KEY: '', BACKUP_API_KEY: '', ...env },
  });
  return call.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Run) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

describe('the drill', () => {
  it('solves every task while the lead fails in four ways, and says so in its last line', async () => {
    const { code, stdout } = await run(['--speed', '50']);
    expect(stdout.split('\n')[0]).toContain('compressed 50 times');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^drill: solved 72\/72 · failed over \d+ · paid twice 0 · maybe paid \d+ · lost 0$/,
    );
    expect(stdout).toContain('the breaker of the lead is open');
    expect(stdout).toContain('the breaker of the lead is closed again');
    expect(code).toBe(0);
  });

  it('names the nearest option, sends nothing and exits with 2 when one is misspelt', async () => {
    expect(await run(['--jsn'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('did you mean --json?'),
    });
    expect(await run(['--speed', 'fast'])).toMatchObject({ code: 2 });
  });

  it('says which keys a live run lacks', async () => {
    const { code, stderr } = await run(['--live']);
    expect(code).toBe(2);
    expect(stderr).toContain('CAPTCHAAI_API_KEY');
    expect(stderr).toContain('nothing was sent');
  });
});
