import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/**
 * Text, because a thread cannot be started from a TypeScript file everywhere. It listens with a backlog of 1, of which
 * Linux completes two connections before it drops the next SYN; takes both itself; and stops before it can accept them.
 */
const threadCode = `
const net = require('node:net');
const { parentPort, workerData: { host, port } } = require('node:worker_threads');
const server = net.createServer();
server.on('error', (error) => parentPort.postMessage(error.code));
server.listen({ host, port, backlog: 1 }, () => {
  for (let fillers = 0; fillers < 2; fillers += 1) net.connect(port, host).on('error', () => undefined);
  process.nextTick(() => process.nextTick(() => {
    parentPort.postMessage('full');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }));
});
`;

/** Whether this platform drops SYNs when a backlog is full. */
export const canHangInConnect = process.platform === 'linux';

/** A port on which connecting neither succeeds nor fails. */
export interface ConnectHang {
  end(): Promise<void>;
}

/**
 * Takes a free port and lets every connection to it hang.
 * @throws an error with the system's code when the port cannot be had.
 */
export async function startConnectHang(init: {
  readonly host: string;
  readonly port: number;
  /** Called if a connection succeeds nevertheless. */
  readonly onEscape: () => void;
}): Promise<ConnectHang> {
  const { host, port, onEscape } = init;
  const thread = new Worker(threadCode, { eval: true, execArgv: [], workerData: { host, port } });
  const [message]: unknown[] = await once(thread, 'message');
  if (message !== 'full') {
    await thread.terminate();
    throw Object.assign(new Error(`cannot listen on port ${port}`), { code: message });
  }
  // Hangs like everybody else; if it connects, so do others.
  const probe = net.connect(port, host, onEscape).on('error', () => probe.destroy());
  return {
    async end() {
      probe.destroy();
      await thread.terminate();
    },
  };
}
