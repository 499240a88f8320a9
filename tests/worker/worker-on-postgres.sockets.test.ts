import { type FakeProvider, startFakeProvider } from '@understudy/testkit';
import {
  type Enqueued,
  type Jobs,
  type OpenJobs,
  openJobs,
  openWorkers,
  type Workers,
} from '@understudy/worker';
import { afterAll, beforeAll, describe, expect, it as test, type TestContext } from 'vitest';

import { chaosRouter } from '../chaos/chaos-router.ts';
import type { ServicePlaces } from '../chaos/chaos-services.ts';
import { judgeJob } from '../chaos/judge-job.ts';
import {
  type PostgresCluster,
  startPostgres,
  whyNoPostgres,
} from '../postgres/postgres-cluster.ts';
import { type RunningCommand, startCommandLine } from './start-command-line.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';

const missing = whyNoPostgres();
/** Everything here waits for leases in real time, side by side. */
const it = missing === undefined ? test.concurrent : test.skip;
const suffix = missing === undefined ? '' : ` (skipped: ${missing})`;
const longMs = 60_000;

const clusters: PostgresCluster[] = [];
let shared: PostgresCluster;

beforeAll(async () => {
  if (missing === undefined) shared = await newCluster();
}, longMs);
afterAll(() => {
  for (const cluster of clusters) cluster.remove();
});

async function newCluster(): Promise<PostgresCluster> {
  const cluster = await startPostgres();
  clusters.push(cluster);
  return cluster;
}

interface World {
  readonly connectionString: string;
  readonly fake: FakeProvider;
  readonly places: ServicePlaces;
  readonly jobs: Jobs;
  readonly onTestFinished: TestContext['onTestFinished'];
}

async function newWorld(
  { onTestFinished }: TestContext,
  name: string,
  cluster = shared,
): Promise<World> {
  const connectionString = cluster.database(name);
  const fake = await startFakeProvider({
    seed: name,
    solveTime: { kind: 'constant', ms: 4_000 },
    balance: 1_000,
  });
  const place = { url: fake.url, apiKey: fake.apiKey };
  const opened: OpenJobs = await openJobs({ database: { engine: 'postgres', connectionString } });
  onTestFinished(async () => {
    await opened.close();
    await fake.close();
  });
  return {
    connectionString,
    fake,
    places: { lead: place, backup: place },
    jobs: opened.jobs,
    onTestFinished,
  };
}

const login = (index: number) =>
  ({
    type: 'turnstile',
    siteKey: '0x4AAAAAAA',
    pageUrl: `https://shop.example/login/${index}`,
  }) as const;

async function work({ connectionString, places, onTestFinished }: World): Promise<Workers> {
  const workers = await openWorkers({
    database: { engine: 'postgres', connectionString },
    router: chaosRouter(places),
  });
  onTestFinished(async () => workers.close());
  return workers;
}

async function process(
  { connectionString, places, onTestFinished }: World,
  stallMs?: number,
): Promise<StartedWorker> {
  const worker = await startWorker({ connectionString, places, stallMs });
  onTestFinished(async () => worker.kill('SIGKILL'));
  return worker;
}

/** Every purchase is explained by what is on record. */
async function expectSound({ fake, jobs }: World, enqueued: readonly Enqueued[]): Promise<void> {
  const byPage = Map.groupBy(fake.journal.tasks, ({ pageUrl }) => pageUrl);
  for (const [index, { jobId }] of enqueued.entries()) {
    const accepted = byPage.get(login(index).pageUrl) ?? [];
    const verdict = judgeJob(await jobs.find(jobId), accepted);
    expect(verdict).toMatchObject({ isLost: false, paidTwice: 0, why: [] });
  }
}

/** Asks again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => void setImmediate(resolve));
}

describe(`workers on PostgreSQL${suffix}`, () => {
  it(
    'solve what another process has enqueued, and it hears of the end',
    async (context) => {
      const world = await newWorld(context, 'solves');
      const enqueued = await world.jobs.enqueueMany(
        [1, 2, 3].map((index) => ({ task: login(index) })),
      );
      await work(world);
      const answers = await Promise.all(enqueued.map(async ({ jobId }) => world.jobs.wait(jobId)));
      expect(answers.map(({ solution }) => solution.type)).toEqual([
        'turnstile',
        'turnstile',
        'turnstile',
      ]);
      expect(world.fake.journal.paidCount()).toBe(3);
    },
    longMs,
  );

  it(
    'take over the ticket of one that was killed within 15 s, and pay nothing again',
    async (context) => {
      const world = await newWorld(context, 'killed');
      const victim = await process(world);
      const { jobId } = await world.jobs.enqueue(login(1));
      await until(async () => (await world.jobs.find(jobId))?.state === 'submitted');
      await victim.kill('SIGKILL');
      const killedAt = performance.now();
      const heir = await process(world);
      await heir.until('ticket-taken-over');
      const takenAfterMs = performance.now() - killedAt;
      await world.jobs.wait(jobId, { timeoutMs: 20_000 });
      expect(takenAfterMs).toBeLessThan(15_000);
      expect(world.fake.journal.paidCount()).toBe(1);
      expect(await world.jobs.counts()).toMatchObject({ solved: 1, maybePaid: 0 });
    },
    longMs,
  );

  it(
    'send nothing when they were stopped between claim and submit for longer than the lease',
    async (context) => {
      const world = await newWorld(context, 'stalled');
      const stalled = await process(world, 13_000);
      const { jobId } = await world.jobs.enqueue(login(1));
      await stalled.until('job-claimed');
      const heir = await process(world);
      await heir.until('job-solved');
      await stalled.until('lease-lost');
      expect(world.fake.journal.submits).toHaveLength(1);
      expect(await world.jobs.find(jobId)).toMatchObject({
        state: 'solved',
        attempts: [{ claim: 1 }],
      });
    },
    longMs,
  );

  it(
    'go on by themselves when the database was stopped for 10 s, and lose no job',
    async (context) => {
      const cluster = await newCluster();
      const world = await newWorld(context, 'outage', cluster);
      const workers = await work(world);
      const count = 60;
      const enqueued = await world.jobs.enqueueMany(
        Array.from({ length: count }, (_, index) => ({ task: login(index) })),
      );
      await until(async () => world.fake.journal.paidCount() >= count / 2);
      cluster.stop();
      await new Promise((resolve) => void setTimeout(resolve, 10_000));
      cluster.start();
      await Promise.all(
        enqueued.map(async ({ jobId }) => world.jobs.wait(jobId, { timeoutMs: 40_000 })),
      );
      expect(await workers.jobs.counts()).toMatchObject({
        queued: 0,
        active: 0,
        solved: count,
        failed: 0,
      });
      await expectSound(world, enqueued);
    },
    longMs,
  );

  it(
    'are stopped and renewed under load within their time, and no job is lost or doubled',
    async (context) => {
      const world = await newWorld(context, 'stopped');
      const drainMs = 2_000;
      const command = (): RunningCommand => {
        const running = startCommandLine({ ...world, drainMs });
        context.onTestFinished(() => void running.process.kill('SIGKILL'));
        return running;
      };
      const count = 120;
      const enqueued = await world.jobs.enqueueMany(
        Array.from({ length: count }, (_, index) => ({ task: login(index) })),
      );
      const first = command();
      await until(async () => world.fake.journal.paidCount() >= 20);
      const { code, tookMs } = await first.end('SIGTERM');
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(drainMs + 5_000);
      expect((await world.jobs.counts()).queued).toBeGreaterThan(0);
      const second = command();
      await second.until(/Ctrl-C drains/);
      second.process.kill('SIGUSR2');
      await second.until(/roll-ended/);
      await Promise.all(
        enqueued.map(async ({ jobId }) => world.jobs.wait(jobId, { timeoutMs: 50_000 })),
      );
      expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
      await expectSound(world, enqueued);
    },
    longMs,
  );
});
