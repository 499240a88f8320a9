import type { Server } from 'node:http';
import { createServer } from 'node:tls';

import { Listener, type ListenerReports } from '../../http/listener.ts';
import { createAuthority } from '../../tls/throw-away-authority.ts';

/** Lets a server answer over TLS too, under a certificate that nobody vouches for. */
export async function distrustedListener(
  server: Server,
  reports: ListenerReports,
): Promise<Listener> {
  const { cert, key } = createAuthority().certificate('self-signed');
  const front = createServer({ cert, key }, (socket) => void server.emit('connection', socket));
  front.on('tlsClientError', (_error, socket) => socket.destroy());
  const listener = new Listener(front, reports);
  await listener.open({ host: '127.0.0.1', port: 0 });
  return listener;
}
