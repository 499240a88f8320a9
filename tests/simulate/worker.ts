import { parentPort } from 'node:worker_threads';

import { type Job, runJob } from './job.ts';
import type { Finished } from './run-all.ts';

const port = parentPort;
if (port === null) throw new Error('to be run as a worker');

port.on('message', ({ index, job }: { readonly index: number; readonly job: Job }) => {
  void runJob(job).then((outcome) => {
    const finished: Finished = { index, outcome };
    port.postMessage(finished);
  });
});
