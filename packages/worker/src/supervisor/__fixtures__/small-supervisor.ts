import { seededRandom, systemClock } from '@understudy/core/testing';

import { forkWorker } from '../fork-worker.ts';
import { Supervisor } from '../supervisor.ts';

const modulePath = new URL('./small-child.ts', import.meta.url);

/** A supervisor in a process of its own, which says when it is healthy; to be killed. */
const supervisor = new Supervisor({
  clock: systemClock,
  random: seededRandom(1),
  options: { minWorkers: 2, minHealthyWorkers: 2 },
  startProcess: (workerId) => forkWorker({ workerId, modulePath, words: ['1000', 'loud'] }),
  giveBackOf: async () => 0,
  queueLoad: async () => ({ queued: 0 }),
  onEvent: () => undefined,
});
await supervisor.start();
process.stdout.write('healthy\n');
