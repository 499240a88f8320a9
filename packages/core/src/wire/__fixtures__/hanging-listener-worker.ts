import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

export interface WorkerData {
  readonly isReleased: SharedArrayBuffer;
}

export type WorkerMessage =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'closed'; readonly remotePort: number | undefined; readonly received: string };

// The worker's own starter is the only one that passes this data.
const { isReleased } = workerData as WorkerData;
const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);

const server = createServer({ allowHalfOpen: false }, (socket) => {
  let received = '';
  const { remotePort } = socket;
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    received += text;
    if (/\r\n\r\n/.test(received)) {
      socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 4\r\n\r\nOK|1');
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => tell({ type: 'closed', remotePort, received }));
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  const address = server.address();
  tell({
    type: 'listening',
    port: typeof address === 'object' && address !== null ? address.port : 0,
  });
  // The kernel completes as many connections as the backlog holds, and drops every further SYN.
  Atomics.wait(new Int32Array(isReleased), 0, 0);
});
