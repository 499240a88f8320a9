import { createServer, type Server, type Socket } from 'node:net';
import {
  createServer as createTlsServer,
  type SecureVersion,
  type Server as TlsServer,
} from 'node:tls';

import type { Authority, CertificateKind } from '../tls/throw-away-authority.ts';
import type { EarlyStrikes } from './early-strikes.ts';
import { rememberCarrier } from './reset-socket.ts';

interface TlsFrontInit {
  readonly authority: Authority;
  readonly strikes: EarlyStrikes;
  /** Gets the connections whose handshake is done. */
  readonly onSecured: (socket: Socket) => void;
}

const badRequest =
  'HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: 46\r\n\r\nClient sent a TLS hello to a plain HTTP port.\n';

/** A server, not yet listening, that secures connections, and strikes their handshakes as the rules have it. */
export function createTlsFront({ authority, strikes, onSecured }: TlsFrontInit): Server {
  const carriers = new Map<number | undefined, Socket>();
  const servers = new Map<string, TlsServer>();
  return createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (strikes.onConnection(socket)) return;
    if (strikes.isStruckBy(socket, 'reset-on-accept')) {
      socket.once('data', () => socket.resetAndDestroy());
      return;
    }
    const fault = strikes.onHandshake();
    switch (fault?.kind) {
      case 'tls-handshake-hang':
        socket.resume();
        return;
      case 'tls-handshake-reset':
        socket.once('data', () => socket.resetAndDestroy());
        return;
      case 'plain-http-on-tls-port':
        socket.once('data', () => {
          socket.write(badRequest);
          socket.destroySoon();
        });
        return;
      case 'tls-self-signed':
        return secure(socket, 'self-signed');
      case 'tls-expired':
        return secure(socket, 'expired');
      case 'tls-wrong-host':
        return secure(socket, 'wrong-host');
      case 'tls-old-version':
        return secure(socket, 'good', fault.version ?? 'TLSv1.1');
      default:
        return secure(socket, 'good');
    }
  });

  function secure(socket: Socket, kind: CertificateKind, maxVersion?: SecureVersion): void {
    const { remotePort } = socket;
    carriers.set(remotePort, socket);
    socket.once('close', () => carriers.delete(remotePort));
    serverFor(kind, maxVersion).emit('connection', socket);
  }

  function serverFor(kind: CertificateKind, maxVersion?: SecureVersion): TlsServer {
    const name = `${kind} ${maxVersion ?? ''}`;
    const known = servers.get(name);
    if (known !== undefined) return known;
    const { cert, key } = authority.certificate(kind);
    // OpenSSL 3 knows old versions below its security level 1 only.
    const old = { minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = createTlsServer({ cert, key, ...(maxVersion === undefined ? {} : old) });
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    server.on('secureConnection', (socket) => {
      const carrier = carriers.get(socket.remotePort);
      if (carrier !== undefined) rememberCarrier(socket, carrier);
      onSecured(socket);
    });
    servers.set(name, server);
    return server;
  }
}
