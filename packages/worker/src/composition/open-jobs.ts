import { systemClock } from '@understudy/core';

import { Jobs } from '../jobs/jobs.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { checkJobsOptions, type JobsOptions } from './worker-options.ts';

/** A queue that is open. */
export interface OpenJobs {
  readonly jobs: Jobs;
  /** For tools beside this package; no part of what it promises. */
  readonly store: Store;
  /** Gives back the jobs of a worker that is known to be dead, without waiting for its leases. @returns how many. */
  giveBackOf(workerId: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens the queue for a process that puts jobs in and waits for their answers.
 * @throws {OptionsInvalidError} that names the option.
 */
export async function openJobs(options: JobsOptions): Promise<OpenJobs> {
  const { database, capacity, resultDays, ...seams } = checkJobsOptions(options);
  const { clock = systemClock, random = cryptoRandom } = seams;
  const store = await openStore(database, { clock, resultDays, onError: () => undefined });
  const jobs = new Jobs({ store, clock, random, capacity });
  let closed: Promise<void> | undefined;
  return {
    jobs,
    store,
    async giveBackOf(workerId) {
      const count = await store.claims.giveBackOf(workerId);
      if (count > 0) store.rows.announceReady();
      await store.workers.remove(workerId);
      return count;
    },
    async close() {
      closed ??= jobs.close().then(() => store.close());
      await closed;
    },
  };
}
