import type { Socket } from 'node:net';

import type { EarlyFault, EarlyStage } from '../faults/network/connection-fault.ts';

/** Strikes connections on their way to a request. */
export class EarlyStrikes {
  readonly #choose: (stage: EarlyStage) => EarlyFault | undefined;
  readonly #open = new Set<Socket>();
  readonly #struck = new WeakMap<Socket, EarlyFault>();

  /** @param choose what the rules do to the next of a stage; writes it down. */
  constructor(choose: (stage: EarlyStage) => EarlyFault | undefined) {
    this.#choose = choose;
  }

  /** Judges a connection that has just been made; true when nothing is left of it. */
  onConnection(socket: Socket): boolean {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    const fault = this.#choose('connection');
    if (fault === undefined) return false;
    switch (fault.kind) {
      case 'reset-on-accept':
        socket.resetAndDestroy();
        return true;
      case 'close-on-accept':
        socket.destroySoon();
        return true;
      case 'max-connections':
        if (this.#open.size <= fault.count) return false;
        socket.destroySoon();
        return true;
      default:
        this.#struck.set(socket, fault);
        return false;
    }
  }

  /** What strikes a handshake. */
  onHandshake(): EarlyFault | undefined {
    return this.#choose('tls');
  }

  /** True when a connection is to be struck by a fault at a later moment. */
  isStruckBy(socket: Socket, kind: EarlyFault['kind']): boolean {
    return this.#struck.get(socket)?.kind === kind;
  }
}
