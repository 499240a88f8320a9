import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { type FakeProvider, startFakeProvider } from '@understudy/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type PostgresCluster, startPostgres, whyNoPostgres } from './postgres/postgres-cluster.ts';

const main = fileURLToPath(new URL('../packages/worker/src/cli/main.ts', import.meta.url));
/** Where the providers are installed. */
const cwd = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'understudy-command-line-'));
const task = JSON.stringify({
  type: 'turnstile',
  siteKey: '0x4AAA',
  pageUrl: 'https://shop.example/',
});

let fake: FakeProvider;
beforeAll(async () => {
  fake = await startFakeProvider({ dialect: 'captchaai', solveTime: { kind: 'constant', ms: 50 } });
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A configuration with the fake, whose key and database come from the environment. */
function written(name: string, database: object): string {
  const options = {
    apiKey: { env: 'ACME_KEY' },
    baseUrl: fake.url,
    slots: 10,
    timing: { firstWaitMs: 50, pollFloorMs: 50 },
  };
  const providers = [{ use: '@understudy/provider-captchaai', options }];
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ database, providers, drainMs: 5_000 }));
  return path;
}

const start = (
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess =>
  spawn(process.execPath, [main, ...words], {
    cwd,
    env: { ...process.env, ACME_KEY: fake.apiKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

interface Ended {
  readonly code: unknown;
  readonly output: string;
  readonly said: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let output = '';
  let said = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output, said };
}

async function readyLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) throw new Error('it has no output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return JSON.parse(String(line));
}

/** Starts, solves one job from outside, drains from outside. */
async function lifeOf(config: string, env?: Readonly<Record<string, string>>): Promise<Ended> {
  const worker = start(['start', '--config', config], env);
  const end = ended(worker);
  try {
    expect(await readyLine(worker)).toMatchObject({ ready: true, providers: ['captchaai'] });
    const words = ['enqueue', task, '--wait', '--timeout', '20s', '--config', config];
    const enqueued = await ended(start(words, env));
    expect(enqueued).toMatchObject({ code: 0 });
    expect(JSON.parse(enqueued.output)).toMatchObject({ state: 'solved', providerId: 'captchaai' });
    const status = await ended(start(['status', '--json', '--config', config], env));
    expect(JSON.parse(status.output)).toMatchObject({ jobs: { solved: 1, failed: 0 } });
    expect(await ended(start(['drain', '--config', config], env))).toMatchObject({ code: 0 });
    return await end;
  } finally {
    worker.kill('SIGKILL');
  }
}

describe('understudy-worker', () => {
  it('works on the embedded database, behind its control endpoint', async () => {
    const dataDir = join(folder, 'data');
    const config = written('pglite.json', { engine: 'pglite', dataDir });
    const { code, said, output } = await lifeOf(config);
    expect(code).toBe(0);
    expect(said).toContain('drained: 0 jobs finished, 0 handed back');
    expect(said + output).not.toContain(fake.apiKey);
  }, 60_000);
});

const missing = whyNoPostgres();
if (missing !== undefined) console.warn(`skipped: ${missing}`);

describe.skipIf(missing !== undefined)('understudy-worker, on PostgreSQL', () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  }, 60_000);
  afterAll(() => cluster.remove());

  it('works in processes of its own, and shows no password', async () => {
    const url = new URL(cluster.database('jobs'));
    url.password = 'swordfish-0815';
    const connectionString = { env: 'JOBS_URL' };
    const config = written('postgres.json', { engine: 'postgres', connectionString });
    const { code, said, output } = await lifeOf(config, { JOBS_URL: url.href });
    expect(code).toBe(0);
    expect(said).toContain('draining, as ordered');
    expect(said.match(/worker-exited .*wasAsked=true {2}code=0/g)?.length).toBeGreaterThanOrEqual(
      2,
    );
    expect(said + output).not.toMatch(/swordfish/);
    expect(said + output).not.toContain(fake.apiKey);
  }, 60_000);
});
