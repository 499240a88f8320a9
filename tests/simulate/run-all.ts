import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Job, Outcome, Outcomes } from './job.ts';

/** What a worker says of one job. */
export interface Finished {
  readonly index: number;
  readonly outcome: Outcome;
}

/** Runs worlds side by side, as many at a time as there are cores. The order of the results is that of the jobs. */
export async function runAll<K extends Job['kind']>(
  jobs: readonly Extract<Job, { readonly kind: K }>[],
): Promise<readonly Outcomes[K][]> {
  const results = new Map<number, Outcome>();
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url));
    try {
      await new Promise<void>((resolve, reject) => {
        const giveNext = (): void => {
          const index = next;
          const job = jobs[index];
          next += 1;
          if (job === undefined) resolve();
          else worker.postMessage({ index, job });
        };
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
        worker.on('message', ({ index, outcome }: Finished) => {
          results.set(index, outcome);
          giveNext();
        });
        giveNext();
      });
    } finally {
      worker.removeAllListeners('exit');
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, work));
  return jobs.map((job, index) => {
    const outcome = results.get(index);
    if (outcome === undefined) throw new Error(`no result for ${JSON.stringify(job)}`);
    // The outcome of a job is of the job's own kind, which a map by number does not say.
    return outcome as Outcomes[K];
  });
}
