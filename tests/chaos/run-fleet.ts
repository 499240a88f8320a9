import { systemClock } from '@understudy/core';
import { seededRandom } from '@understudy/core/testing';
import { forkWorker, openJobs, Supervisor } from '@understudy/worker';

import { startPostgres } from '../postgres/postgres-cluster.ts';
import type { ChaosArguments } from './chaos-arguments.ts';
import { chaosOrders } from './chaos-orders.ts';
import { type ChaosResult, judgeAll } from './chaos-result.ts';
import { placesOf, startServices } from './chaos-services.ts';
import type { FleetWords } from './fleet-worker.ts';
import { sleep } from './sleep.ts';

const workerCount = 3;
const killEveryMs = 2_000;
const longestMs = 600_000;

/** PostgreSQL: one of three supervised processes is killed every two seconds. */
export async function runFleet(chosen: ChaosArguments): Promise<ChaosResult> {
  const { jobs: count, seconds, seed, say } = chosen;
  const services = await startServices(seed);
  const cluster = await startPostgres();
  const connectionString = cluster.database('chaos');
  const opened = await openJobs({ database: { engine: 'postgres', connectionString } });
  const { jobs } = opened;
  const random = seededRandom(seed);
  const words: FleetWords = { connectionString, places: placesOf(services) };
  const supervisor = new Supervisor({
    clock: systemClock,
    random,
    options: { minWorkers: workerCount, maxWorkers: workerCount, drainMs: 10_000 },
    startProcess: (workerId) =>
      forkWorker({
        workerId,
        modulePath: new URL('fleet-worker.ts', import.meta.url),
        words: [JSON.stringify(words)],
      }),
    giveBackOf: opened.giveBackOf,
    queueLoad: async () => jobs.counts(),
    onEvent: () => undefined,
  });
  const startedAt = performance.now();
  try {
    await jobs.enqueueMany(chaosOrders(count));
    await supervisor.start();
    let kills = 0;
    while (performance.now() - startedAt < seconds * 1_000) {
      await sleep(killEveryMs);
      const victims = supervisor.workers.flatMap(({ pid }) => pid ?? []);
      const victim = victims[Math.floor(random.next() * victims.length)];
      if (victim === undefined) continue;
      process.kill(victim, 'SIGKILL');
      kills += 1;
      if (kills % 5 === 0) {
        const { queued, active, solved, failed } = await jobs.counts();
        say(
          `${kills} kills: ${queued} queued, ${active} active, ${solved} solved, ${failed} failed`,
        );
      }
    }
    for (const until = performance.now() + longestMs; performance.now() < until;) {
      const { queued, active } = await jobs.counts();
      if (queued + active === 0) break;
      await sleep(500);
    }
    const took = (performance.now() - startedAt) / 1_000;
    await supervisor.drain();
    return await judgeAll(jobs, services, { jobs: count, kills, seconds: took });
  } finally {
    await supervisor.drain();
    await opened.close();
    cluster.remove();
    await Promise.all([services.lead.close(), services.backup.close()]);
  }
}
