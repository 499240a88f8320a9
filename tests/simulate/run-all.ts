import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Figures, ScenarioRun } from '@understudy/testkit/simulation';

/** What a worker says of one run. */
export interface Finished {
  readonly index: number;
  readonly figures: Figures;
}

/** Runs worlds side by side, as many at a time as there are cores. The order of the results is that of the runs. */
export async function runAll(
  runs: readonly ScenarioRun[],
  onFinished: (run: ScenarioRun) => void = () => undefined,
): Promise<readonly Figures[]> {
  const results = new Map<number, Figures>();
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url));
    try {
      await new Promise<void>((resolve, reject) => {
        const giveNext = (): void => {
          const index = next;
          const run = runs[index];
          next += 1;
          if (run === undefined) resolve();
          else worker.postMessage({ index, run });
        };
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
        worker.on('message', ({ index, figures }: Finished) => {
          results.set(index, figures);
          const run = runs[index];
          if (run !== undefined) onFinished(run);
          giveNext();
        });
        giveNext();
      });
    } finally {
      worker.removeAllListeners('exit');
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(runs.length, availableParallelism()) }, work));
  return runs.map((run, index) => {
    const figures = results.get(index);
    if (figures === undefined) throw new Error(`no result for ${run.scenario}`);
    return figures;
  });
}
