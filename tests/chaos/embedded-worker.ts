import { openWorkers } from '@understudy/worker';

import { chaosOrders } from './chaos-orders.ts';
import { chaosRouter } from './chaos-router.ts';
import type { ServicePlaces } from './chaos-services.ts';

interface Words {
  readonly dataDir: string;
  readonly jobs: number;
  readonly places: ServicePlaces;
}

/** One process with everything in it: puts the jobs in, which is done once however often it is killed, and works them off. */
async function workThemOff({ dataDir, jobs: count, places }: Words): Promise<void> {
  const workers = await openWorkers({
    database: { engine: 'pglite', dataDir },
    router: chaosRouter(places),
    lanes: 3,
    slots: 30,
  });
  await workers.jobs.enqueueMany(chaosOrders(count));
  process.send?.('working');
  for (let left = count; left > 0;) {
    await new Promise((resolve) => void setTimeout(resolve, 500));
    const { queued, active } = await workers.jobs.counts();
    left = queued + active;
  }
  await workers.close();
}

const [, , words = '{}'] = process.argv;
// Written by `run-embedded.ts`.
await workThemOff(JSON.parse(words) as Words);
process.disconnect?.();
