import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A callback as it came in. */
export interface ReceivedCallback {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A server on loopback that takes callbacks. */
export interface CallbackReceiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedCallback[];
  /** Resolves when that many have come. */
  arrived(count: number): Promise<void>;
}

/** Starts one; `reply` answers each callback, by its number from 1. Silence is a reply too. */
export async function receiveCallbacks(
  reply: (response: http.ServerResponse, nth: number) => void = (response) => response.end('OK'),
): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      const body = Buffer.concat(chunks).toString();
      received.push({ method, url, contentType: headers['content-type'], body });
      server.emit('callback');
      reply(response, received.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // An address is a text only for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook/s3cret`,
    received,
    async arrived(count) {
      while (received.length < count) await once(server, 'callback');
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
