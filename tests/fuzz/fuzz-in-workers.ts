import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Decoder } from './decoders.ts';
import { replayOf } from './finding.ts';
import type { FuzzReport } from './fuzz.ts';
import type { FuzzWorkerData } from './fuzz-worker.ts';

export interface FuzzRun {
  readonly count: number;
  readonly seed: string;
  readonly from: number;
  readonly onReport: (report: FuzzReport) => void;
}

/** A thread that stays with one reply for so long is ended. */
const longestHoldMs = 30_000;
const lookEveryMs = 1_000;

/** Tries decoders in threads, so that a reply that holds one for ever is named all the same. */
export async function fuzzInWorkers(
  decoders: readonly Decoder[],
  run: FuzzRun,
): Promise<readonly FuzzReport[]> {
  const waiting = [...decoders];
  const reports: FuzzReport[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const report = await fuzzInWorker(next, run);
      run.onReport(report);
      reports.push(report);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return reports;
}

async function fuzzInWorker(decoder: Decoder, run: FuzzRun): Promise<FuzzReport> {
  const { count, seed, from } = run;
  const shared = new SharedArrayBuffer(4);
  const data: FuzzWorkerData = { decoder: decoder.name, count, seed, from, shared };
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), { workerData: data });
  const reached = new Int32Array(shared);
  return await new Promise((resolve, reject) => {
    let [last, sinceAt] = [-1, performance.now()];
    const look = setInterval(() => {
      const now = Atomics.load(reached, 0);
      if (now !== last) [last, sinceAt] = [now, performance.now()];
      if (performance.now() - sinceAt < longestHoldMs) return;
      clearInterval(look);
      void worker.terminate();
      resolve(hangingReport(decoder, { seed, index: last }));
    }, lookEveryMs);
    worker.once('error', reject);
    worker.once('message', (report: FuzzReport) => {
      clearInterval(look);
      resolve(report);
    });
  });
}

/** What is known of a decoder that does not come back. */
const hangingReport = (
  { name }: Decoder,
  at: { readonly seed: string; readonly index: number },
): FuzzReport => ({
  decoder: name,
  findings: [
    {
      decoder: name,
      operation: 'unknown',
      type: 'unknown',
      problem: `holds the process for more than ${longestHoldMs} ms`,
      reply: '',
      status: 0,
      headers: {},
      state: 'unknown',
      replay: replayOf({ ...at, decoder: name }),
    },
  ],
  replies: {},
  states: { sound: 0, mutated: 0, big: 0 },
  solvedTypes: new Set(),
  slowestMs: longestHoldMs,
  elapsedMs: longestHoldMs,
});
