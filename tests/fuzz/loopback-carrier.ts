import { once } from 'node:events';
import { createServer } from 'node:http';

import { undiciTransport } from '@understudy/core/wire';

import type { CarriedReply } from './carry-reply.ts';
import type { AskedRequest, Carrier } from './fetch-carrier.ts';

export interface LoopbackCarrier extends Carrier, AsyncDisposable {}

/** A service on loopback that has the replies at hand, under core's transport of undici. */
export async function loopbackCarrier(): Promise<LoopbackCarrier> {
  let loaded: CarriedReply | undefined;
  let asked: AskedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ url: request.url ?? '', body: Buffer.concat(chunks).toString('latin1') });
      const { status = 500, headers = {}, bytes = new Uint8Array() } = loaded ?? {};
      response.writeHead(status, { ...headers, 'content-length': bytes.byteLength }).end(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const transport = undiciTransport();
  return {
    transport: {
      send: async (request, signals) => {
        const { pathname, search } = new URL(request.url);
        const url = `http://127.0.0.1:${port}${pathname}${search}`;
        return await transport.send({ ...request, url }, signals);
      },
    },
    load(reply) {
      loaded = reply;
      asked = [];
    },
    get asked() {
      return asked;
    },
    async [Symbol.asyncDispose]() {
      await transport.close?.();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
