import { parentPort } from 'node:worker_threads';

import { runScenario, type ScenarioRun } from '@understudy/testkit/simulation';

import type { Finished } from './run-all.ts';

const port = parentPort;
if (port === null) throw new Error('to be run as a worker');

port.on('message', ({ index, run }: { readonly index: number; readonly run: ScenarioRun }) => {
  void runScenario(run).then((figures) => {
    const finished: Finished = { index, figures };
    port.postMessage(finished);
  });
});
