import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { Clock } from '@understudy/core/provider';

import type { Handled } from '../core/handled.ts';
import type { WireRequest } from '../dialects/wire.ts';
import { deliver } from './deliver.ts';
import { readBody } from './read-body.ts';

/** What the face stands before. */
export interface HttpFaceInit {
  readonly handle: (request: WireRequest) => Handled;
  /** Waits until a reply may go out. */
  readonly mayReply: (handled: Handled) => Promise<void>;
  /** Is told of every connection, from 1. */
  readonly onConnection: (connection: number, end: 'opened' | 'closed') => void;
  readonly clock: Clock;
  /** Milliseconds since the fake started. */
  readonly elapsed: () => number;
}

const requestTimeoutMs = 30_000;
const maxConnections = 5_000;
/** Some clients put everything into the URL. */
const maxHeaderBytes = 64 * 1024;

/** A server, not yet listening, that hands requests to a fake and puts its deliveries on the wire. */
export function createHttpFace(init: HttpFaceInit): Server {
  const connections = new WeakMap<Socket, number>();
  let connectionCount = 0;
  const server = createServer(
    { maxHeaderSize: maxHeaderBytes, requestTimeout: requestTimeoutMs },
    (request, response) => {
      // A client that goes away while it sends has asked for nothing.
      answer(request, response).catch(() => request.socket.destroy());
    },
  );
  server.maxConnections = maxConnections;
  server.on('connection', (socket: Socket) => {
    connectionCount += 1;
    const connection = connectionCount;
    connections.set(socket, connection);
    init.onConnection(connection, 'opened');
    socket.once('close', () => init.onConnection(connection, 'closed'));
  });
  // Without this, garbage on the port gets a hang instead of an end.
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const handled = init.handle({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      contentType: request.headers['content-type'],
      body,
      connection: connections.get(request.socket),
    });
    await init.mayReply(handled);
    await deliver(handled, { response, clock: init.clock, elapsed: init.elapsed });
  }
}
