/** The people behind a service. */
export interface FakeCapacity {
  /** How many tasks are worked on at once; the others wait for a worker. */
  readonly workers: number;
  /**
   * How many tasks may wait.
   * @default without limit
   */
  readonly queue?: number | undefined;
  /**
   * What a submit is told when every worker is busy: to wait in the queue, or that no slot is free.
   * @default 'wait'
   */
  readonly full?: 'wait' | 'no-slot' | undefined;
}

/** Knows when which worker is free again. Instants are milliseconds since the fake started. */
export class Workers {
  readonly #capacity: FakeCapacity | undefined;
  readonly #freeAt: number[] = [];
  /** When the tasks begin that still wait, ascending. */
  #beginnings: number[] = [];

  /** @param capacity without one, there is a worker for every task. */
  constructor(capacity: FakeCapacity | undefined) {
    this.#capacity = capacity;
  }

  /** Whether the service takes no further task. */
  isFull(now: number): boolean {
    if (this.#capacity === undefined) return false;
    const { workers, queue = Infinity, full = 'wait' } = this.#capacity;
    this.#leave(now);
    if (this.#freeAt.length < workers) return false;
    return full === 'no-slot' || this.#beginnings.length >= queue;
  }

  /** Gives a task to the worker who is free first; returns when the task ends. */
  take(now: number, workMs: number): number {
    if (this.#capacity === undefined) return now + workMs;
    this.#leave(now);
    const isIdle = this.#freeAt.length < this.#capacity.workers;
    const begins = isIdle ? now : Math.max(now, this.#freeAt.shift() ?? now);
    if (begins > now) this.#beginnings.push(begins);
    const ends = begins + workMs;
    const place = this.#freeAt.findIndex((at) => at > ends);
    this.#freeAt.splice(place === -1 ? this.#freeAt.length : place, 0, ends);
    return ends;
  }

  /** Begins anew with the tasks that are left, each of which ends when it was to end; the latest ones hold the workers. */
  restart(endsAt: readonly number[]): void {
    if (this.#capacity === undefined) return;
    const ascending = endsAt.toSorted((left, right) => left - right);
    this.#freeAt.splice(0, Infinity, ...ascending.slice(-this.#capacity.workers));
    this.#beginnings = ascending.slice(0, -this.#capacity.workers);
  }

  #leave(now: number): void {
    while ((this.#freeAt[0] ?? Infinity) <= now) this.#freeAt.shift();
    this.#beginnings = this.#beginnings.filter((at) => at > now);
  }
}
