import type { Socket } from 'node:net';

import type { EarlyFault, EarlyStage } from '../faults/network/connection-fault.ts';

/** Strikes connections on their way to a request. */
export class EarlyStrikes {
  readonly #choose: (stage: EarlyStage, openCount: number) => EarlyFault | undefined;
  readonly #open = new Set<Socket>();
  readonly #over = new WeakSet<Socket>();
  readonly #struck = new WeakMap<Socket, EarlyFault>();

  /** @param choose what the rules do to the next of a stage; writes it down. */
  constructor(choose: (stage: EarlyStage, openCount: number) => EarlyFault | undefined) {
    this.#choose = choose;
  }

  /** Judges a connection that has just been made; true when nothing is left of it. */
  onConnection(socket: Socket): boolean {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    const fault = this.#choose('connection', this.#open.size);
    if (fault === undefined) return false;
    switch (fault.kind) {
      case 'close-on-accept':
      case 'max-connections':
        this.#close(socket);
        return true;
      default:
        this.#struck.set(socket, fault);
        return false;
    }
  }

  /** What strikes a handshake. */
  onHandshake(): EarlyFault | undefined {
    return this.#choose('tls', this.#open.size);
  }

  /** True for a connection that is over, though its client may still be writing. */
  isOver(socket: Socket): boolean {
    return this.#over.has(socket);
  }

  /** Goes on reading: to close on bytes that nobody has read would be a RST. */
  #close(socket: Socket): void {
    this.#over.add(socket);
    socket.end();
    socket.resume();
  }

  /** True when a connection is to be struck by a fault at a later moment. */
  isStruckBy(socket: Socket, kind: EarlyFault['kind']): boolean {
    return this.#struck.get(socket)?.kind === kind;
  }
}
