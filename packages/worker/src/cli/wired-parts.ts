import type { WorkerParts } from './worker-parts.ts';

/** The commands over what this package is made of; each part is loaded when a command needs it. */
export const workerParts: WorkerParts = {
  async openQueue(config) {
    const { openQueue } = await import('./open-queue.ts');
    return await openQueue(config);
  },
  async openLanes({ supervisor: _fleetOnly, ...config }, onEvent) {
    const { openWorkers } = await import('../composition/open-workers.ts');
    return await openWorkers({ ...config, onEvent });
  },
  async openFleet() {
    throw new Error('the supervisor is not wired yet');
  },
};
