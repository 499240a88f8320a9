import { parentPort, workerData } from 'node:worker_threads';

import { decoders } from './decoders.ts';
import { fuzz } from './fuzz.ts';

/** What a thread is to try. */
export interface FuzzWorkerData {
  readonly decoder: string;
  readonly count: number;
  readonly seed: string;
  readonly from: number;
  /** One number: the reply that is being tried. */
  readonly shared: SharedArrayBuffer;
}

// Nobody else starts this file.
const { decoder: name, shared, ...options } = workerData as FuzzWorkerData;
const reached = new Int32Array(shared);
const decoder = decoders.find((each) => each.name === name);
if (decoder === undefined) throw new Error(`there is no decoder "${name}"`);
const report = await fuzz(decoder, {
  ...options,
  onReply: (index) => Atomics.store(reached, 0, index),
});
parentPort?.postMessage(report);
