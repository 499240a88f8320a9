import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Decoder } from './decoders.ts';
import { replayOf } from './finding.ts';
import type { FuzzReport } from './fuzz.ts';
import type { FuzzOrder } from './fuzz-worker.ts';

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
  { onReport, ...options }: FuzzRun,
): Promise<readonly FuzzReport[]> {
  const waiting = decoders.map(({ name }) => name);
  const reports: FuzzReport[] = [];
  const work = async (): Promise<void> => {
    let worker = newWorker();
    for (let decoder = waiting.shift(); decoder !== undefined; decoder = waiting.shift()) {
      const order = { ...options, decoder, shared: new SharedArrayBuffer(4) };
      const report = await carriedOut(worker, order);
      onReport(report ?? hangingReport(order));
      reports.push(report ?? hangingReport(order));
      if (report !== undefined) continue;
      await worker.terminate();
      worker = newWorker();
    }
    await worker.terminate();
  };
  const threads = Math.min(availableParallelism(), decoders.length);
  await Promise.all(Array.from({ length: threads }, work));
  return reports;
}

const newWorker = (): Worker => new Worker(new URL('./fuzz-worker.ts', import.meta.url));

/** The report of a thread, or undefined when it does not come back from a reply. */
async function carriedOut(worker: Worker, order: FuzzOrder): Promise<FuzzReport | undefined> {
  const reached = new Int32Array(order.shared);
  return await new Promise((resolve, reject) => {
    let [last, sinceAt] = [-1, performance.now()];
    const look = setInterval(() => {
      const now = Atomics.load(reached, 0);
      if (now !== last) [last, sinceAt] = [now, performance.now()];
      if (performance.now() - sinceAt >= longestHoldMs) settle(undefined);
    }, lookEveryMs);
    const settle = (report: FuzzReport | undefined): void => {
      clearInterval(look);
      worker.off('error', fail).off('message', settle);
      resolve(report);
    };
    const fail = (error: unknown): void => {
      clearInterval(look);
      reject(error);
    };
    worker.on('error', fail).on('message', settle);
    worker.postMessage(order);
  });
}

/** What is known of a decoder that does not come back. */
function hangingReport({ decoder, seed, shared }: FuzzOrder): FuzzReport {
  const index = Atomics.load(new Int32Array(shared), 0);
  const finding = {
    ...{ decoder, operation: 'unknown', type: 'unknown', state: 'unknown' },
    problem: `holds the process for more than ${longestHoldMs} ms`,
    ...{ reply: '', status: 0, headers: {} },
    replay: replayOf({ seed, decoder, index }),
  };
  return {
    ...{ decoder, findings: [finding], replies: {}, solvedTypes: new Set() },
    states: { sound: 0, mutated: 0, big: 0 },
    ...{ slowestMs: longestHoldMs, elapsedMs: longestHoldMs },
  };
}
