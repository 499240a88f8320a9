import { createRouter, type RouterOptions } from '@understudy/core';
import { scriptedProvider } from '@understudy/core/testing';
import { type DatabaseOptions, openWorkers } from '@understudy/worker';

import { interleaved } from '../run/interleaved.ts';
import { median } from '../run/statistics.ts';

const task = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAADemoDemoDemo0',
  pageUrl: 'https://shop.example/login',
} as const;

/** A service within this process: what is left is the router's time, and ours. */
const routerOptions = (): RouterOptions => ({
  providers: [
    scriptedProvider({
      id: 'lead',
      submits: [{ say: 'accept', solveMs: 10 }],
      limits: { firstWaitMs: 20, pollFloorMs: 20 },
    }),
  ],
});

/** Milliseconds that a job takes from `enqueue` to the end of `wait` beyond what `solve` takes, one at a time, in turn. */
export async function jobOverheadMs(database: DatabaseOptions): Promise<number> {
  const router = createRouter(routerOptions());
  const workers = await openWorkers({ database, router: routerOptions(), lanes: 1 });
  const { jobs } = workers;
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const at = performance.now();
    await work();
    return performance.now() - at;
  };
  try {
    const times = await interleaved(
      [
        { name: 'solve', round: async () => timed(async () => router.solve(task)) },
        {
          name: 'job',
          round: async () =>
            timed(async () => {
              const { jobId } = await jobs.enqueue(task);
              await jobs.wait(jobId);
            }),
        },
      ],
      { warmUps: 20, rounds: 200, limitMs: 20_000 },
    );
    return median(times.job) - median(times.solve);
  } finally {
    await workers.close();
    await router.close();
  }
}
