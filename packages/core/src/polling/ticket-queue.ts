import type { BatchPool } from './batch-pool.ts';
import { DueHeap } from './due-heap.ts';
import type { TicketWatch } from './ticket-watch.ts';

/** The open tickets of an account, by the time at which they are due. */
export class TicketQueue {
  readonly #due = new DueHeap<TicketWatch>();
  readonly #open = new Set<TicketWatch>();
  readonly #pool: BatchPool;
  #awaitedCount = 0;

  /** @param pool is told of each ticket that it may hold. */
  constructor(pool: BatchPool) {
    this.#pool = pool;
  }

  get nextDueAt(): number | undefined {
    return this.#due.nextDueAt;
  }

  /** Whether somebody waits for one of them, or they are only salvaged. */
  get hasAwaited(): boolean {
    return this.#awaitedCount > 0;
  }

  add(watch: TicketWatch, dueAt: number): void {
    this.#open.add(watch);
    if (watch.isAwaited) this.#awaitedCount += 1;
    this.put(watch, dueAt);
  }

  /** Has a ticket asked for at another time. Its former place is passed over when it comes up. */
  put(watch: TicketWatch, dueAt: number): void {
    watch.dueAt = dueAt;
    this.#due.push(watch, dueAt);
    this.#pool.put(watch);
  }

  /** Takes out the first ticket that is due, or nothing. */
  popDue(now: number): TicketWatch | undefined {
    while ((this.#due.nextDueAt ?? Infinity) <= now) {
      const watch = this.#due.pop();
      if (watch === undefined) return undefined;
      if (!watch.isEnded && !watch.isAsked && watch.dueAt <= now) return watch;
    }
    return undefined;
  }

  /** Every ticket that nobody is asking for just now, in the order of their arrival. */
  waiting(): readonly TicketWatch[] {
    return [...this.#open].filter(({ isAsked }) => !isAsked);
  }

  /** Makes every ticket due as soon as it may be asked for. */
  makeDue(): void {
    this.#due.drain();
    for (const watch of this.waiting()) this.put(watch, watch.askableAt);
  }

  leaveToSalvage(watch: TicketWatch): void {
    if (!watch.isAwaited || watch.isEnded) return;
    watch.isAwaited = false;
    this.#awaitedCount -= 1;
  }

  /** A ticket has ended: it is asked for no more. */
  end(watch: TicketWatch): void {
    watch.isEnded = true;
    this.#open.delete(watch);
    this.#pool.remove(watch);
    if (watch.isAwaited) this.#awaitedCount -= 1;
  }
}
