import { JobFailedError, UnknownJobError, WaitOverError } from '../errors/worker-errors.ts';
import type { Job } from '../jobs/job.ts';
import { isDraining as isFleetDraining, orderDrain } from './drain-order.ts';
import type { JobBook, WorkerBook } from './job-book.ts';
import type { JobDesk, WaitLimits } from './job-desk.ts';

export interface DirectDeskInit {
  readonly engine: 'pglite' | 'postgres';
  readonly jobs: JobBook;
  readonly store: WorkerBook;
  /** What stops the workers of this very process; without it the order goes into the database. */
  readonly onDrain?: (() => void) | undefined;
  close(): Promise<void>;
}

/** A desk over a database that this process has opened. */
export function directDesk({ engine, jobs, store, onDrain, close }: DirectDeskInit): JobDesk {
  let isDraining = false;
  return {
    enqueue: async (orders) => await jobs.enqueueMany(orders),
    find: async (jobId) => await jobs.find(jobId),
    waitFor: async (jobId, limits) => await ended(jobs, jobId, limits),
    listDeadLetters: async (filter) => await jobs.deadLetters.list(filter),
    redrive: async (choice) => await jobs.deadLetters.redrive(choice),
    purge: async (choice) => await jobs.deadLetters.purge(choice),
    async status() {
      const [counts, workers, isOrdered] = [
        await jobs.counts(),
        await store.workers.list(),
        await isFleetDraining(store.database),
      ];
      return { engine, jobs: counts, workers, isDraining: isDraining || isOrdered };
    },
    async requestDrain() {
      isDraining = true;
      if (onDrain === undefined) await orderDrain(store.database);
      else onDrain();
    },
    close,
  };
}

async function ended(jobs: JobBook, jobId: string, limits: WaitLimits): Promise<Job> {
  await jobs.wait(jobId, limits).catch((error: unknown) => {
    // Both are told by the job itself.
    if (!(error instanceof JobFailedError) && !(error instanceof WaitOverError)) throw error;
  });
  const job = await jobs.find(jobId);
  if (job === undefined) throw new UnknownJobError(jobId);
  return job;
}
