import type { Socket } from 'node:net';

/** The shape of undici's connectors. */
export type Connect<Options> = (
  options: Options,
  callback: (...outcome: [null, Socket] | [Error, null]) => void,
) => unknown;

/**
 * Knows the sockets of a transport. undici neither ends a connection attempt when its last request has gone, nor when
 * it is destroyed itself: the attempt would keep the process alive until the connect timeout.
 */
export class OpenSockets {
  readonly #connecting = new Set<Socket>();
  readonly #open = new Set<Socket>();

  /** The same connector, watched. */
  watch<Options>(connect: Connect<Options>): Connect<Options> {
    return (options, callback) => {
      const socket = connect(options, (...outcome) => {
        if (isSocket(socket)) this.#connecting.delete(socket);
        callback(...outcome);
      });
      if (isSocket(socket)) this.#add(socket);
      return socket;
    };
  }

  /** Ends the connection attempts, for nobody waits for them. */
  abandonConnecting(): void {
    // Without an error undici's connector would never call back, and its client would wait for ever.
    for (const socket of this.#connecting)
      socket.destroy(new Error('nobody waits for this connection'));
  }

  /** Resolves when every socket is closed. */
  async destroy(): Promise<void> {
    const closed = [...this.#open].map(async (socket) => {
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.destroy(new Error('the transport was closed'));
      });
    });
    await Promise.all(closed);
  }

  #add(socket: Socket): void {
    this.#connecting.add(socket);
    this.#open.add(socket);
    socket.once('close', () => {
      this.#connecting.delete(socket);
      this.#open.delete(socket);
    });
  }
}

/** undici declares that its connectors return nothing; they return the socket, or a promise where a proxy tunnels. */
const isSocket = (value: unknown): value is Socket =>
  typeof value === 'object' && value !== null && 'destroy' in value && 'once' in value;
