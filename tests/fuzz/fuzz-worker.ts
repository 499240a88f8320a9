import { parentPort } from 'node:worker_threads';

import { decoders } from './decoders.ts';
import { fuzz, type FuzzReport } from './fuzz.ts';

/** What a thread is to try. */
export interface FuzzOrder {
  readonly decoder: string;
  readonly count: number;
  readonly seed: string;
  readonly from: number;
  /** One number: the reply that is being tried. */
  readonly shared: SharedArrayBuffer;
}

async function carryOut({ decoder: name, shared, ...options }: FuzzOrder): Promise<FuzzReport> {
  const reached = new Int32Array(shared);
  const decoder = decoders.find((each) => each.name === name);
  if (decoder === undefined) throw new Error(`there is no decoder "${name}"`);
  return await fuzz(decoder, {
    ...options,
    onReply: (index) => Atomics.store(reached, 0, index),
  });
}

parentPort?.on('message', (order: FuzzOrder) => {
  void carryOut(order).then((report) => parentPort?.postMessage(report));
});
