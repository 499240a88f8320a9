import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

import type { WorkerData, WorkerMessage } from './hanging-listener-worker.ts';

export interface HangingListener {
  readonly url: string;
  /** Lets the listener accept whatever the kernel has queued; dropped connections are tried again after 1 to 2 s. */
  release(): void;
  /** What was received on the first `count` connections that others made, each once it is closed. */
  received(count: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A listener on loopback whose queue is full, so that a connection hangs while it is made. Linux only. */
export async function startHangingListener(): Promise<HangingListener> {
  const shared = new SharedArrayBuffer(4);
  const isReleased = new Int32Array(shared);
  const data: WorkerData = { isReleased: shared };
  const worker = new Worker(new URL('./hanging-listener-worker.ts', import.meta.url), {
    workerData: data,
  });
  const fillers: Socket[] = [];
  const closed: string[] = [];
  const waiting = new Set<() => void>();

  const port = await new Promise<number>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'listening') return resolve(message.port);
      if (fillers.some(({ localPort }) => localPort === message.remotePort)) return;
      closed.push(message.received);
      for (const look of waiting) look();
    });
  });
  for (let queued = 0; queued < 2; queued += 1) {
    const filler = connect(port, '127.0.0.1');
    filler.on('error', () => undefined);
    fillers.push(filler);
    await once(filler, 'connect');
  }

  const release = (): void => {
    Atomics.store(isReleased, 0, 1);
    Atomics.notify(isReleased, 0);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    release,
    async received(count) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (closed.length >= count) resolve();
        };
        waiting.add(look);
        look();
      });
      return closed.slice(0, count);
    },
    async close() {
      release();
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
