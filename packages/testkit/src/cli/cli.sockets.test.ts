import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { runCli, startCli } from '../__fixtures__/cli.ts';
import { readRun } from '../journal/read-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const python = fileURLToPath(new URL('../__fixtures__/solve.py', import.meta.url));
const quickSolves = join(folder, 'quick.json');
writeFileSync(quickSolves, JSON.stringify({ solveTime: { kind: 'constant', ms: 40 } }));

/** Whether a tool is here; says so when it is not. */
function isHere(tool: string): boolean {
  const isThere = spawnSync(tool, ['--version']).status === 0;
  if (!isThere) console.warn(`skipped: this machine has no ${tool}`);
  return isThere;
}

const curl = (count: number): string =>
  `curl -s "$FAKE_PROVIDER_URL/in.php" -d "key=$FAKE_PROVIDER_API_KEY" -d method=turnstile -d sitekey=0x4 -d pageurl=https://shop.example;`.repeat(
    count,
  );

async function submitTo({ url, apiKey }: { url: string; apiKey: string }): Promise<string> {
  const body = new URLSearchParams({
    key: apiKey,
    method: 'turnstile',
    sitekey: '0x4',
    pageurl: 'https://shop.example',
  });
  return await (await fetch(`${url}/in.php`, { method: 'POST', body })).text();
}

describe('understudy-testkit fake', () => {
  it.runIf(isHere('python3'))('serves a Python script, steered and solved', async () => {
    const run = await runCli('fake', '--config', quickSolves, '--', 'python3', python);
    expect(run.lines.slice(1)).toEqual(['ERROR_NO_SLOT_AVAILABLE', 'solved']);
    expect(run).toMatchObject({ code: 0 });
    expect(run.errorOutput).toContain('✓ noDoublePayment: 1 accepted');
  });

  it.runIf(isHere('curl'))('ends with 1 when a command pays twice, and says why', async () => {
    const record = join(folder, 'twice.jsonl');
    const run = await runCli('fake', '--seed', '7', '--record', record, '--', 'sh', '-c', curl(2));
    expect(run.code).toBe(1);
    expect(run.errorOutput).toMatch(/✗ suspected-paid-twice {2}7\d+, 7\d+/);
    expect(run.errorOutput).toContain(`replay: npx @understudy/testkit replay ${record}`);
    const replayed = await runCli('replay', record);
    expect(replayed.code).toBe(1);
    expect(replayed.lines[0]).toMatch(/^x STILL FAILS {2}suspected-paid-twice/);
    expect(replayed.lines.at(-1)).toBe('replay: 0 fixed · 1 still failing · seed 7');
  });

  it.runIf(isHere('curl'))(
    'says the verdict as the last line of JSON, where it is told to',
    async () => {
      const words = ['--seed', '7', '--json', '--', 'sh', '-c', `${curl(2)} echo`];
      const { code, lines, errorOutput } = await runCli('fake', ...words);
      const said: unknown = JSON.parse(lines.at(-1) ?? '');
      expect(said).toMatchObject({
        ended: true,
        isClean: false,
        exitCode: code,
        fakes: [
          { dialect: '2captcha', seed: '7', isClean: false, money: [{ findingCount: 1 }, {}] },
        ],
      });
      const [{ money }] = Object(said).fakes;
      expect(money[0]).toMatchObject({
        check: 'noDoublePayment',
        findings: [{ kind: 'suspected-paid-twice' }],
      });
      expect(errorOutput).toContain('✗ suspected-paid-twice');
    },
  );

  it('says of each fake how it ended, and that all is well', async () => {
    await using cli = startCli('fake', '--dialect', 'captchaai,createTask', '--json');
    await cli.ready();
    cli.kill('SIGTERM');
    const { lines } = await cli.end();
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      isClean: true,
      exitCode: 0,
      fakes: [{ dialect: 'captchaai', manners: [{}, {}, {}] }, { dialect: 'createTask' }],
    });
  });

  it.runIf(isHere('curl'))('forgives what it is told to allow', async () => {
    const words = ['--allow', 'suspected-paid-twice', '--', 'sh', '-c', curl(2)];
    expect((await runCli('fake', ...words)).code).toBe(0);
  });

  it('keeps the exit code of its command, and says which cannot be started', async () => {
    expect((await runCli('fake', '--', 'sh', '-c', 'exit 7')).code).toBe(7);
    const none = await runCli('fake', '--', 'no-such-command');
    expect(none).toMatchObject({ code: 127 });
    expect(none.errorOutput).toContain('cannot start no-such-command: ENOENT');
  });

  it('hands its signals on to its command', async () => {
    const script =
      'process.on("SIGTERM", () => process.exit(42)); console.log("up"); setInterval(() => {}, 1e6)';
    await using cli = startCli('fake', '--', process.execPath, '-e', script);
    const { admin } = await cli.ready();
    expect((await fetch(`${admin}/__fake/health`)).status).toBe(200);
    await cli.printed('up');
    cli.kill('SIGTERM');
    expect((await cli.end()).code).toBe(42);
  });

  it('prints seed and journal at Ctrl-C, and ends well', async () => {
    const record = join(folder, 'stopped.jsonl');
    const readyFile = join(folder, 'ready.json');
    await using cli = startCli(
      'fake',
      '--seed',
      's9',
      '--record',
      record,
      '--ready-file',
      readyFile,
    );
    const ready = await cli.ready();
    expect(JSON.parse(readFileSync(readyFile, 'utf8'))).toEqual(ready);
    expect(await submitTo(ready)).toMatch(/^OK/);
    cli.kill('SIGINT');
    const { code, errorOutput, lines } = await cli.end();
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(errorOutput).toContain(`seed s9 · journal: ${record}`);
  });

  it('leaves a journal that can be read when it is killed', async () => {
    const record = join(folder, 'killed.jsonl');
    await using cli = startCli('fake', '--record', record);
    await submitTo(await cli.ready());
    cli.kill('SIGKILL');
    await cli.end();
    const run = await readRun(record);
    expect(run.record.tasks).toMatchObject([{ type: 'turnstile', siteKey: '0x4' }]);
  });

  it('ends with the process that started it, when it is told to', async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const words = JSON.stringify([main, 'fake', '--exit-with-parent']);
    const code = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ${words}, { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.once('data', (line) => process.stdout.write(line));`;
    const parent = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line]: unknown[] = await once(parent.stdout, 'data');
    const { url } = JSON.parse(String(line));
    expect((await fetch(url)).status).toBe(404);
    parent.kill('SIGKILL');
    while (
      await fetch(url).then(
        () => true,
        () => false,
      )
    );
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('refuses a port that somebody has', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, errorOutput } = await runCli('fake', '--port', String(port));
    server.close();
    expect(code).toBe(2);
    expect(errorOutput).toContain(`option "port": 127.0.0.1:${port} cannot be had`);
  });
});
