import { seededRandom } from '@understudy/core/testing';

import {
  type WorkerProcess,
  WorkerWorld,
} from '../../packages/worker/src/__fixtures__/worker-world.ts';
import { judgeJob } from '../chaos/judge-job.ts';
import { drawnService } from './drawn-service.ts';

export interface JobsWorldOptions {
  readonly hours: number;
  readonly seed: string;
  /** Services that fail, workers that die or stall, a database that goes away; or nothing of it. */
  readonly hasFaults: boolean;
  /** Tells how it goes, once for each virtual hour. */
  readonly say?: (line: string) => void;
}

export interface JobsWorldResult {
  readonly jobs: number;
  readonly solved: number;
  readonly failed: number;
  readonly accepted: number;
  readonly maybePaid: number;
  readonly deaths: number;
  readonly stalls: number;
  readonly outages: number;
  readonly violations: readonly string[];
}

const hourMs = 3_600_000;
const workerCount = 2;
const jobEveryMs = 20_000;

/** Hours of jobs in virtual time on a real database; every job is judged at the end. */
export async function runJobsWorld({
  hours,
  seed,
  hasFaults,
  say = () => undefined,
}: JobsWorldOptions): Promise<JobsWorldResult> {
  const world = await WorkerWorld.open();
  const { clock, database } = world;
  const random = seededRandom(seed);
  const between = (least: number, most: number): number => least + random.next() * (most - least);
  const services = ['lead', 'backup'].map((id) => drawnService({ id, seed, hasFaults }));
  const workers: WorkerProcess[] = [];
  const start = async (): Promise<void> =>
    void workers.push(await world.start(services, { lanes: 1, slots: 20, drainMs: 20_000 }));
  for (let count = 0; count < workerCount; count += 1) await start();
  // A process that only enqueues, and never breaks.
  const client = await world.start(services, { lanes: 1 });
  await clock.runUntilSettled(client.drain({ drainMs: 0 }));
  const counts = { deaths: 0, stalls: 0, outages: 0 };
  const jobIds: string[] = [];
  const endsAt = clock.now() + hours * hourMs;
  /** False when the hours were over first. */
  const pause = async (ms: number): Promise<boolean> => {
    await clock.sleep(ms);
    return clock.now() < endsAt;
  };

  const arrivals = async (): Promise<void> => {
    while (await pause(between(0, 2 * jobEveryMs))) {
      if (!database.isReachable) continue;
      const task = {
        type: 'turnstile',
        siteKey: '0x4AAAAAAA',
        pageUrl: `https://shop.example/${jobIds.length}`,
      } as const;
      const { jobId } = await client.jobs.enqueue(task, { deadlineMs: 1_800_000 });
      jobIds.push(jobId);
    }
  };
  const deaths = async (): Promise<void> => {
    while (await pause(between(300_000, 900_000))) {
      if (!database.isReachable) continue;
      workers.shift()?.freezer.freeze();
      counts.deaths += 1;
      await start();
    }
  };
  const stalls = async (): Promise<void> => {
    while (await pause(between(600_000, 1_200_000))) {
      const stalled = workers.at(-1);
      stalled?.freezer.freeze();
      await clock.sleep(between(5_000, 60_000));
      // It may have been given up for dead meanwhile.
      if (stalled !== undefined && workers.includes(stalled)) stalled.freezer.thaw();
      counts.stalls += 1;
    }
  };
  const outages = async (): Promise<void> => {
    while (await pause(between(3_600_000, 2 * 3_600_000))) {
      database.isReachable = false;
      await clock.sleep(between(5_000, 60_000));
      database.isReachable = true;
      counts.outages += 1;
    }
  };
  const rolls = async (): Promise<void> => {
    while (await pause(between(1_800_000, 3_600_000))) {
      const old = workers.shift();
      await start();
      await old?.drain({ drainMs: 10_000 });
    }
  };
  const everything = Promise.all([
    arrivals(),
    ...(hasFaults ? [deaths(), stalls(), outages(), rolls()] : []),
  ]);
  const violations: string[] = [];
  everything.catch((error: unknown) => violations.push(`the world broke: ${String(error)}`));
  for (let hour = 1; hour < hours; hour += 1) {
    await clock.runUntil(hour * hourMs);
    const standing = database.isReachable
      ? JSON.stringify(await client.jobs.counts())
      : 'no database';
    say(`hour ${hour}: ${standing}`);
  }
  await clock.runUntil(endsAt);
  // Whatever was begun has time to end: the faults are over, and deadlines are half an hour.
  for (let minutes = 0; minutes < 60; minutes += 1) {
    await clock.advance(60_000);
    const { queued, active } = await client.jobs.counts();
    if (queued + active === 0) break;
  }
  const byPage = Map.groupBy(
    services.flatMap(({ accepted }) => accepted),
    ({ pageUrl }) => pageUrl,
  );
  const totals = { solved: 0, failed: 0, maybePaid: 0 };
  for (const [index, jobId] of jobIds.entries()) {
    const job = await client.jobs.find(jobId);
    const bought = byPage.get(`https://shop.example/${index}`) ?? [];
    const tasks = bought.map(({ id, deliveredAt, readyAt, isUnsolvable }) => ({
      id,
      deliveredAt,
      readyAt: isUnsolvable ? undefined : readyAt,
      isRefunded: false,
    }));
    const { isLost, paidTwice, maybePaid, why } = judgeJob(job, tasks);
    totals.solved += job?.state === 'solved' ? 1 : 0;
    totals.failed += job?.state === 'failed' ? 1 : 0;
    totals.maybePaid += maybePaid;
    if (isLost || paidTwice > 0) violations.push(`job ${index} (${jobId}): ${why.join('; ')}`);
  }
  await world.close();
  const accepted = services.reduce((sum, service) => sum + service.accepted.length, 0);
  return { jobs: jobIds.length, ...totals, accepted, ...counts, violations };
}
