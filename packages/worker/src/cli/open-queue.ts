import { systemClock } from '@understudy/core';

import type { QueueConfig } from '../config/worker-config.ts';
import { Jobs } from '../jobs/jobs.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { openStore, type Store } from '../store/open-store.ts';
import type { OpenQueue } from './worker-parts.ts';

/** A queue with all of its store. */
export interface StoredQueue extends OpenQueue {
  readonly store: Store;
}

/** Opens the queue with its store, which `openJobs` keeps to itself. */
export async function openQueue({
  database,
  capacity,
  resultDays,
}: QueueConfig): Promise<StoredQueue> {
  const clock = systemClock;
  const store = await openStore(database, { clock, resultDays, onError: () => undefined });
  const jobs = new Jobs({ store, clock, random: cryptoRandom, capacity });
  return {
    jobs,
    store,
    async close() {
      await jobs.close();
      await store.close();
    },
  };
}
