import assert from 'node:assert/strict';

import { enqueueOneJob } from './enqueue-one-job.ts';
import { importEveryEntry } from './every-entry.ts';
import { sendOneRequest } from './one-request.ts';
import { runTheBin } from './run-the-bin.ts';
import { solveOneTask } from './solve-one-task.ts';

// What `packed-install.ts` runs in a project of its own, on the oldest runtime, with the packed packages.
assert.equal(process.version, process.argv[2]);
await importEveryEntry();
await sendOneRequest();
await solveOneTask();
await runTheBin();
await enqueueOneJob();
