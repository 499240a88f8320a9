import type { WorkerParts } from './worker-parts.ts';

/** The commands over what this package is made of; each part is loaded when a command needs it. */
export const workerParts: WorkerParts = {
  async openQueue({ database, capacity, resultDays }) {
    const { openJobs } = await import('../composition/open-jobs.ts');
    return await openJobs({ database, capacity, resultDays });
  },
  async openLanes({ supervisor: _fleetOnly, ...config }, onEvent) {
    const { openWorkers } = await import('../composition/open-workers.ts');
    return await openWorkers({ ...config, onEvent });
  },
  async openFleet(config, init) {
    const { openFleet } = await import('./open-fleet.ts');
    return await openFleet(config, init);
  },
};
