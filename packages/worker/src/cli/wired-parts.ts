import type { WorkerParts } from './worker-parts.ts';

const notWired = async (): Promise<never> => {
  throw new Error('this part of the worker is not wired yet');
};

/**
 * The commands over what this package is made of; each part is loaded when a command needs it.
 *
 * WIRING, once composition/ and supervisor/ exist:
 *
 *   openQueue: async ({ database, capacity, resultDays }) => {
 *     const { openJobs } = await import('../composition/open-jobs.ts');
 *     const { jobs, database: session, close } = await openJobs({ database, capacity, resultDays });
 *     return { jobs, session, close };
 *   },
 *   openLanes: async ({ supervisor: _, ...config }, onEvent) => {
 *     const { openWorkers } = await import('../composition/open-workers.ts');
 *     const workers = await openWorkers({ ...config, onEvent });
 *     return { jobs: workers.jobs, session: workers.database, drain: (o) => workers.drain(o), close: () => workers.close() };
 *   },
 *   openFleet: async (config, init) => (await import('../supervisor/open-fleet.ts')).openFleet(config, init),
 */
export const workerParts: WorkerParts = {
  openQueue: notWired,
  openLanes: notWired,
  openFleet: notWired,
};
