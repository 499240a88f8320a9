import { systemClock } from '@understudy/core';
import { openWorkers, processChannel, runChild } from '@understudy/worker';

import { chaosRouter } from './chaos-router.ts';
import type { ServicePlaces } from './chaos-services.ts';

/** What each worker process of a chaos run is told. */
export interface FleetWords {
  readonly connectionString: string;
  readonly places: ServicePlaces;
}

const [, , workerId = '', words = '{}'] = process.argv;
// Written by `run-fleet.ts`.
const { connectionString, places } = JSON.parse(words) as FleetWords;
const code = await runChild({
  workerId,
  channel: processChannel,
  clock: systemClock,
  heartbeatMs: 1_000,
  drainMs: 10_000,
  open: async () =>
    openWorkers({
      workerId,
      database: { engine: 'postgres', connectionString },
      router: chaosRouter(places),
      lanes: 1,
      slots: 30,
    }),
  onError: (error) =>
    console.error(`${workerId}: ${error instanceof Error ? error.message : 'failed'}`),
});
process.exit(code);
