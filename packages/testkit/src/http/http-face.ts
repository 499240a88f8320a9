import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { Clock } from '@understudy/core/provider';

import type { Handled } from '../core/handled.ts';
import type { WireRequest } from '../dialects/wire.ts';
import { deliver, isDoomed } from './deliver.ts';
import type { EarlyStrikes } from './early-strikes.ts';
import { readBody } from './read-body.ts';
import { isCarried, resetSocket } from './reset-socket.ts';

/** What the face stands before. */
export interface HttpFaceInit {
  readonly handle: (request: WireRequest) => Handled;
  /** Resolves when the callback of a task has been tried. */
  readonly callbackTried: (taskId: string) => Promise<void>;
  /** Is told of every connection, from 1. */
  readonly onConnection: (connection: number, end: 'opened' | 'closed') => void;
  readonly clock: Clock;
  /** Milliseconds since the fake started. */
  readonly elapsed: () => number;
  readonly strikes: EarlyStrikes;
}

const requestTimeoutMs = 30_000;
const maxConnections = 5_000;
/** Some clients put everything into the URL. */
const maxHeaderBytes = 64 * 1024;
const noBytes = Buffer.alloc(0);
/** What a TLS server says to those who speak something else: fatal, unexpected message (RFC 8446, section 6). */
const tlsAlert = Buffer.from([0x15, 3, 3, 0, 2, 2, 10]);
const asksForCredentials =
  'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="fake"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** A server, not yet listening, that hands requests to a fake and puts its deliveries on the wire. */
export function createHttpFace(init: HttpFaceInit): Server {
  const { strikes } = init;
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
    if (!isCarried(socket)) strikes.onConnection(socket);
  });
  // Without this, garbage on the port gets a hang instead of an end.
  server.on('clientError', (_error, socket) => socket.destroy());
  server.on('connect', ({ socket }: IncomingMessage) => {
    const isAsked = strikes.isStruckBy(socket, 'proxy-407');
    socket.write(isAsked ? asksForCredentials : 'HTTP/1.1 501 Not Implemented\r\n\r\n');
    socket.destroySoon();
  });
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    if (isDoomed(socket) || strikes.isStruckBy(socket, 'reset-on-accept')) {
      resetSocket(socket);
      return;
    }
    if (strikes.isOver(socket)) return;
    // Most polls have no body, and nobody should wait for what is not there.
    const body = hasBody(request) ? await readBody(request) : noBytes;
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    if (strikes.isStruckBy(socket, 'tls-on-http-port')) {
      socket.write(tlsAlert);
      socket.destroySoon();
      return;
    }
    const { url = '/' } = request;
    // What a client asks of its HTTP proxy (RFC 9112, section 3.2.2); the fake stands at both ends.
    const isProxied = url.startsWith('http://');
    if (isProxied && strikes.isStruckBy(socket, 'proxy-407')) {
      socket.write(asksForCredentials);
      socket.destroySoon();
      return;
    }
    const handled = init.handle({
      method: request.method ?? 'GET',
      url: isProxied ? url.slice(new URL(url).origin.length) : url,
      contentType: request.headers['content-type'],
      body,
      connection: connections.get(socket),
      host: request.headers.host,
      fault: faultAskedBy(request),
    });
    if (handled.callbackFirst !== undefined) await init.callbackTried(handled.callbackFirst);
    await deliver(handled, { response, clock: init.clock, elapsed: init.elapsed });
  }
}

/** Two such headers come as one text, which is then no fault. */
function faultAskedBy({ headers }: IncomingMessage): string | undefined {
  const value = headers['x-fake-fault'];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a request has announced a body (RFC 9112, section 6.3). */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
