import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { VirtualClock } from '@understudy/core/testing';
import { afterAll, describe, expect, it } from 'vitest';

import { seenWorker } from '../control/__fixtures__/scripted-store.ts';
import { fakeParts } from './__fixtures__/fake-parts.ts';
import { fakeShell } from './__fixtures__/fake-shell.ts';
import { drainCommand } from './drain-command.ts';
import { runCommand } from './run-command.ts';
import { statusCommand } from './status-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-fleet-'));
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
writeFileSync(join(folder, 'worker.json'), JSON.stringify({ providers: [{ use: './acme.mjs' }] }));

const env = { DATABASE_URL: 'postgres://worker:swordfish@db.example:6543/jobs' };

describe('understudy-worker start, on PostgreSQL', () => {
  it('says that it is ready, renews its workers, and drains when it is stopped', async () => {
    const parts = fakeParts();
    const shell = fakeShell({ cwd: folder, env });
    const run = runCommand({ words: ['start', '--config', 'worker.json'], shell, parts });
    await shell.printed('\n');
    expect(JSON.parse(shell.output())).toEqual({
      ready: true,
      engine: 'postgres',
      providers: ['acme'],
      slots: 50,
      pid: 4_711,
    });
    shell.renew();
    parts.emit({ type: 'job-solved', ...{ jobId: 'j1' } });
    parts.emit({ type: 'worker-crashed', ...{ workerId: 'w-1', atMs: 3, task: { secret: 1 } } });
    shell.stop();
    expect(await run).toBe(0);
    expect(parts.log).toEqual(['open fleet worker.json', 'roll', 'drain']);
    expect(shell.said()).toBe(
      [
        'workers on PostgreSQL at db.example:6543/jobs; Ctrl-C drains',
        'renewing the workers',
        'worker-crashed  workerId=w-1',
        'draining, for 30000 ms at most',
        '',
      ].join('\n'),
    );
  });

  it('prints every job when it is told to', async () => {
    const parts = fakeParts();
    const shell = fakeShell({ cwd: folder, env });
    const words = ['start', '--verbose', '--config', 'worker.json'];
    const run = runCommand({ words, shell, parts });
    await shell.printed('\n');
    parts.emit({ type: 'job-solved', ...{ jobId: 'j1' } });
    shell.stop();
    await run;
    expect(shell.said()).toContain('job-solved  jobId=j1\n');
  });

  it.each([
    ['drain-ordered', 0, 'draining, as ordered'],
    ['gave-up', 1, 'the workers crash again and again: giving up'],
  ] as const)('ends when the fleet is over: %s', async (why, code, said) => {
    const parts = fakeParts();
    const shell = fakeShell({ cwd: folder, env });
    const run = runCommand({ words: ['start', '--config', 'worker.json'], shell, parts });
    await shell.printed('\n');
    parts.endFleet(why);
    expect(await run).toBe(code);
    expect(shell.said()).toContain(said);
    expect(parts.log.at(-1)).toBe('drain');
  });
});

describe('understudy-worker drain, on PostgreSQL', () => {
  it('leaves an order in the database and waits until no worker is heard of', async () => {
    const workers = [{ ...seenWorker }];
    const parts = fakeParts(workers);
    const clock = new VirtualClock();
    const shell = fakeShell({ cwd: folder, env, clock });
    const run = drainCommand({ words: [], shell, parts });
    void clock.sleep(1_600).then(() => workers.splice(0, 1));
    await clock.runUntilIdle();
    expect(await run).toBe(0);
    expect(clock.now()).toBe(2_000);
    expect(parts.statements.some((sql) => sql.includes(`VALUES ('drain'`))).toBe(true);
    expect(shell.said()).toBe('the workers have stopped\n');
    expect(parts.log).toEqual(['open queue', 'close']);
  });

  it('ends with 1 when a worker goes on', async () => {
    const clock = new VirtualClock();
    const shell = fakeShell({ cwd: folder, env, clock });
    const words = ['--timeout', '3s'];
    const run = drainCommand({ words, shell, parts: fakeParts([seenWorker]) });
    await clock.runUntilIdle();
    expect(await run).toBe(1);
    expect(clock.now()).toBe(3_000);
    expect(shell.said()).toContain('have not stopped within 3000 ms');
  });
});

describe('understudy-worker status', () => {
  it('is drawn anew each second on a terminal, until it is stopped', async () => {
    const clock = new VirtualClock();
    const shell = fakeShell({ cwd: folder, env, clock, isTerminal: true });
    const run = statusCommand({ words: [], shell, parts: fakeParts([seenWorker]) });
    void clock.sleep(2_500).then(() => shell.stop());
    await clock.runUntilIdle();
    expect(await run).toBe(0);
    expect(shell.output().match(/understudy · postgres/g)).toHaveLength(3);
  });

  it.each([[['--once']], [[]]])('is printed once with %j where nobody looks', async (flags) => {
    const shell = fakeShell({ cwd: folder, env, isTerminal: flags.length > 0 });
    const words = ['status', ...flags];
    expect(await runCommand({ words, shell, parts: fakeParts([seenWorker]) })).toBe(0);
    expect(shell.output()).toMatch(/^understudy · postgres\n/);
  });

  it('is JSON when it is asked for', async () => {
    const shell = fakeShell({ cwd: folder, env, isTerminal: true });
    await runCommand({ words: ['status', '--json'], shell, parts: fakeParts([seenWorker]) });
    expect(JSON.parse(shell.output())).toMatchObject({
      workers: [{ workerId: 'w-1', seenAgoMs: 400 }],
    });
  });
});
