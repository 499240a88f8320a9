import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemClock } from '@understudy/core';
import { afterAll, describe, expect, it } from 'vitest';

import { failedJob, idOf, solvedJob, turnstile } from '../control/__fixtures__/memory-book.ts';
import { seenWorker } from '../control/__fixtures__/scripted-store.ts';
import { readControlFile } from '../control/control-file.ts';
import { fakeParts, type FakeParts } from './__fixtures__/fake-parts.ts';
import { fakeShell, type FakeShell } from './__fixtures__/fake-shell.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-lanes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'acme.mjs'),
  `export const acme = () => ({
     specificationVersion: 'v1', id: 'acme', service: 'acme', async submit() {}, async poll() {},
     supports: {
       taskTypes: {}, pricing: { kind: 'per-solve' }, retention: {},
       limits: { firstWaitMs: { default: 1 }, pollFloorMs: { default: 1 } },
     },
   });`,
);

interface Started {
  readonly dataDir: string;
  readonly parts: FakeParts;
  readonly shell: FakeShell;
  readonly run: Promise<number>;
}

/** `start` in a directory of its own. */
async function started(): Promise<Started> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const config = join(dataDir, 'worker.json');
  writeFileSync(config, JSON.stringify({ providers: [{ use: './acme.mjs' }], drainMs: 500 }));
  const parts = fakeParts([seenWorker]);
  const shell = fakeShell({ cwd: folder });
  const words = ['start', '--config', config, '--data-dir', dataDir];
  const run = runCommand({ words, shell, parts });
  await shell.printed('\n');
  return { dataDir, parts, shell, run };
}

/** Another command on the same directory; it can open no database. */
async function typed(
  { dataDir }: Started,
  words: readonly string[],
): Promise<{ readonly code: number; readonly output: string; readonly said: string }> {
  const shell = fakeShell({ cwd: folder, clock: systemClock });
  const parts = {
    ...fakeParts(),
    openQueue: async () => Promise.reject(new Error('the directory has a process already')),
  };
  const code = await runCommand({ words: [...words, '--data-dir', dataDir], shell, parts });
  return { code, output: shell.output(), said: shell.said() };
}

describe('understudy-worker start, on the embedded database', () => {
  it('says that it is ready without its token, and closes everything when it is stopped', async () => {
    const { dataDir, shell, run, parts } = await started();
    expect(JSON.parse(shell.output())).toEqual({
      ready: true,
      engine: 'pglite',
      dataDir,
      lanes: 2,
      slots: 50,
      providers: ['acme'],
      pid: 4_711,
    });
    const token = readControlFile(dataDir)?.token ?? 'none';
    shell.stop();
    expect(await run).toBe(0);
    expect(parts.log).toEqual(['open lanes', 'drain 500', 'close']);
    expect(readControlFile(dataDir)).toBeUndefined();
    expect(shell.said()).toContain('drained: 2 jobs finished, 1 handed back');
    expect(shell.output() + shell.said()).not.toContain(token);
  });

  it('lets the other commands in, which open nothing themselves', async () => {
    const worker = await started();
    const { book } = worker.parts;
    const task = JSON.stringify(turnstile);
    expect(await typed(worker, ['enqueue', task])).toEqual({
      code: 0,
      output: `${idOf(1)}\n`,
      said: '',
    });
    book.put(solvedJob(idOf(2)));
    const waited = await typed(worker, ['enqueue', task, '--wait', '--timeout', '10ms']);
    expect(waited.code).toBe(1);
    expect(JSON.parse(waited.output)).toEqual({ jobId: idOf(3), state: 'queued' });
    book.put(failedJob(idOf(4)));
    expect((await typed(worker, ['dlq', 'list'])).output).toContain(idOf(4));
    expect((await typed(worker, ['dlq', 'redrive', idOf(4)])).output).toBe('1 queued again\n');
    expect((await typed(worker, ['status'])).output).toContain('understudy · pglite');
    const refused = await typed(worker, ['dlq', 'show', idOf(99)]);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('there is no job') });
    worker.shell.stop();
    await worker.run;
  });

  it('is drained from outside', async () => {
    const worker = await started();
    const drained = await typed(worker, ['drain']);
    expect(drained).toEqual({ code: 0, output: '', said: 'the workers have stopped\n' });
    expect(await worker.run).toBe(0);
    expect(worker.parts.log).toContain('drain 500');
    expect(await typed(worker, ['drain'])).toEqual({
      code: 0,
      output: '',
      said: 'no worker is at work there\n',
    });
  });
});
