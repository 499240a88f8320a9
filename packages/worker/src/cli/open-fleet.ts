import { systemClock } from '@understudy/core';

import { openJobs } from '../composition/open-jobs.ts';
import type { LoadedConfig } from '../config/worker-config.ts';
import { databaseEpochMs } from '../control/drain-order.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { forkWorker } from '../supervisor/fork-worker.ts';
import { checkSupervisorOptions } from '../supervisor/supervisor-options.ts';
import { Supervisor } from '../supervisor/supervisor.ts';
import { drainOrdered } from './drain-ordered.ts';
import { providerCapacity } from './provider-capacity.ts';
import type { FleetInit, OpenFleet } from './worker-parts.ts';

/** Built, the worker is a `.js` beside this one. */
const workerModule = new URL(
  import.meta.url.endsWith('.ts') ? './fleet-worker.ts' : './fleet-worker.js',
  import.meta.url,
);

/** Starts the worker processes of this host, and watches over them. Resolves when enough of them are ready. */
export async function openFleet(
  config: LoadedConfig,
  { configPath, isVerbose, onEvent }: FleetInit,
): Promise<OpenFleet> {
  const options = { ...config.supervisor, drainMs: config.drainMs };
  // Refused before anything is opened.
  checkSupervisorOptions(options);
  const { database, capacity: queueCapacity, resultDays } = config;
  const queue = await openJobs({ database, capacity: queueCapacity, resultDays });
  const { jobs, store, close } = queue;
  const capacity = providerCapacity(config);
  const words = [String(isVerbose), ...(configPath === undefined ? [] : [configPath])];
  const supervisor = new Supervisor({
    startProcess: (workerId) => forkWorker({ workerId, modulePath: workerModule, words }),
    clock: systemClock,
    random: cryptoRandom,
    options,
    onEvent,
    giveBackOf: queue.giveBackOf,
    async queueLoad() {
      const { queued, delayed, oldestQueuedMs, solveMs } = await jobs.counts();
      // Who may not begin yet needs no worker yet.
      return { queued: queued - delayed, oldestQueuedMs, solveMs, providerCapacity: capacity };
    },
  });
  const closing = new AbortController();
  const drain = async (): Promise<void> => {
    closing.abort();
    await supervisor.drain();
    await close();
  };
  let beganAt: number;
  try {
    beganAt = await databaseEpochMs(store.database);
    await supervisor.start();
  } catch (error) {
    await drain();
    throw error;
  }
  const gaveUp = supervisor.ended.then(() => 'gave-up' as const);
  const ordered = drainOrdered(store.database, {
    clock: systemClock,
    signal: closing.signal,
    beganAt,
  });
  return { over: Promise.race([gaveUp, ordered]), drain, roll: async () => supervisor.roll() };
}
