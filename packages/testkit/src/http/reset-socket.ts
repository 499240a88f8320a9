import type { Socket } from 'node:net';

const carriers = new WeakMap<Socket, Socket>();

/** Remembers the TCP connection under a TLS one. */
export const rememberCarrier = (secured: Socket, carrier: Socket): void =>
  void carriers.set(secured, carrier);

/** True for a TLS connection, whose carrier was judged before. */
export const isCarried = (socket: Socket): boolean => carriers.has(socket);

/** Ends a connection with a RST, through TLS as well. */
export function resetSocket(socket: Socket): void {
  const carrier = carriers.get(socket);
  (carrier ?? socket).resetAndDestroy();
  if (carrier !== undefined) socket.destroy();
}
