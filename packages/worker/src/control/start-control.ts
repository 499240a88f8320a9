import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerRequest } from './answer-request.ts';
import { removeControlFile, writeControlFile } from './control-file.ts';
import type { JobDesk } from './job-desk.ts';
import { refusalOf } from './refusal.ts';

const requestTimeoutMs = 10_000;
const maxConnections = 64;
const tokenBytes = 32;

/** A door to the one process that works in the directory of an embedded database. */
export interface Control {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens the door on loopback and writes into the directory where it is, readable for its owner only. */
export async function startControl({
  desk,
  dataDir,
  onError,
}: {
  readonly desk: JobDesk;
  readonly dataDir: string;
  /** Told of what went wrong at the desk; whoever asked is told that something did. */
  readonly onError: (error: unknown) => void;
}): Promise<Control> {
  const token = randomBytes(tokenBytes).toString('base64url');
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
    (request, response) => {
      const gone = new AbortController();
      response.on('close', () =>
        gone.abort(new DOMException('The client went away', 'AbortError')),
      );
      response.on('error', () => undefined);
      answerRequest({ desk, token, request, signal: gone.signal })
        .then(
          (text) => ({ status: 200, text }),
          (error: unknown) => {
            const { status, body } = refusalOf(error);
            if (status === 500 && !gone.signal.aborted) onError(error);
            return { status, text: JSON.stringify(body) };
          },
        )
        .then(({ status, text }) => {
          response.writeHead(status, {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            'cache-control': 'no-store',
            // The rest of a body that was refused is not read.
            ...(request.complete ? {} : { connection: 'close' }),
          });
          response.end(text);
        })
        .catch(() => request.socket.destroy());
    },
  );
  server.maxConnections = maxConnections;
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  // An address is a text only for pipes.
  const { port } = server.address() as AddressInfo;
  writeControlFile(dataDir, { port, token, pid: process.pid });
  return {
    port,
    async close() {
      removeControlFile(dataDir);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
