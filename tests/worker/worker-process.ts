import { openWorkers } from '@understudy/worker';

import { chaosRouter } from '../chaos/chaos-router.ts';
import type { ServicePlaces } from '../chaos/chaos-services.ts';

/** What a worker process of a test is told. */
export interface WorkerWords {
  readonly connectionString: string;
  readonly places: ServicePlaces;
  /** Blocks the event loop for so long right after the first claim. */
  readonly stallMs?: number | undefined;
}

const [, , words = '{}'] = process.argv;
// Written by `start-worker.ts`.
const { connectionString, places, stallMs = 0 } = JSON.parse(words) as WorkerWords;
let hasStalled = stallMs === 0;

const workers = await openWorkers({
  database: { engine: 'postgres', connectionString },
  router: chaosRouter(places),
  lanes: 1,
  onEvent(event) {
    process.send?.(event);
    if (event.type !== 'job-claimed' || hasStalled) return;
    hasStalled = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stallMs);
  },
});
process.send?.({ type: 'ready' });
process.once('SIGTERM', () => {
  void workers.close().then(() => process.exit(0));
});
process.once('disconnect', () => process.exit(1));
