/** A place for one connection of a pool, and for one request at a time. */
export interface MemorySlot {
  readonly origin: string;
  isBusy: boolean;
  /** What stands for a TCP connection; absent before there was one, and after it broke. */
  connection: MemoryConnection | undefined;
}

interface MemoryConnection {
  /** Counts them, from 1. */
  readonly number: number;
  /** Its next request meets a RST. */
  isDoomed: boolean;
}

/** The pool of a transport in memory, which takes the oldest place that is free, as undici's does. */
export class MemorySlots {
  readonly #slots: MemorySlot[] = [];
  #connections = 0;

  get openCount(): number {
    return this.#slots.filter(({ connection }) => connection !== undefined).length;
  }

  take(origin: string): MemorySlot {
    const free = this.#slots.find((slot) => slot.origin === origin && !slot.isBusy);
    const taken = free ?? { origin, isBusy: false, connection: undefined };
    if (free === undefined) this.#slots.push(taken);
    taken.isBusy = true;
    return taken;
  }

  connect(slot: MemorySlot): MemoryConnection {
    this.#connections += 1;
    slot.connection = { number: this.#connections, isDoomed: false };
    return slot.connection;
  }

  /** Frees it, like undici, a turn later: a server may be closing what it said it would keep. */
  release(slot: MemorySlot): void {
    setImmediate(() => (slot.isBusy = false));
  }

  breakAll(): void {
    for (const slot of this.#slots) slot.connection = undefined;
  }
}
