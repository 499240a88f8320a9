import { DueHeap } from '../polling/due-heap.ts';
import type { Clock } from '../provider/clock.ts';
import type { AttemptInit } from './attempt-init.ts';
import type { AttemptState } from './attempt-state.ts';

/** For the sake of a callback alone, so many attempts are kept, and tasks of so many characters and bytes. */
const mostRescuable = 10_000;
const largestRescuable = 64 * 1_048_576;

/** What is asked of an attempt that is over. */
export interface EndedAttempt {
  readonly state: Pick<AttemptState, 'isPending' | 'liveUntil' | 'rescuableUntil'>;
  readonly init: Pick<AttemptInit, 'original'>;
}

/**
 * Attempts that are over, for as long as something may come of them: first while their provider may have the task in
 * work, which is a minute or so, then while a callback may still name their ticket. Needs no timer: it looks whenever
 * an attempt ends.
 */
export class EndedAttempts<T extends EndedAttempt> {
  readonly #clock: Clock;
  readonly #forget: (attempt: T) => void;
  readonly #live = new DueHeap<T>();
  readonly #rescuable = new DueHeap<{ readonly attempt: T; readonly size: number }>();
  #rescuableSize = 0;
  #isClosed = false;

  constructor(clock: Clock, forget: (attempt: T) => void) {
    this.#clock = clock;
    this.#forget = forget;
  }

  /** How many are kept. */
  get size(): number {
    return this.#live.size + this.#rescuable.size;
  }

  add(attempt: T): void {
    this.#live.push(attempt, attempt.state.liveUntil);
    this.#sweep();
  }

  /** Forgets all of them, and whatever ends from here on. */
  close(): void {
    this.#isClosed = true;
    this.#sweep();
  }

  #sweep(): void {
    const now = this.#isClosed ? Infinity : this.#clock.now();
    for (;;) {
      const attempt = popDue(this.#live, now);
      if (attempt === undefined) break;
      this.#outlive(attempt, now);
    }
    for (;;) {
      const oldest = popDue(this.#rescuable, this.#isOverfull ? Infinity : now);
      if (oldest === undefined) return;
      this.#rescuableSize -= oldest.size;
      if (!oldest.attempt.state.isPending) this.#forget(oldest.attempt);
    }
  }

  /** Its provider no longer has the task in work, as far as was known when it ended. */
  #outlive(attempt: T, now: number): void {
    const { isPending, liveUntil, rescuableUntil } = attempt.state;
    // Its ticket was adopted: it comes back when that has ended.
    if (isPending) return;
    if (liveUntil > now) return this.#live.push(attempt, liveUntil);
    if (rescuableUntil <= now) return this.#forget(attempt);
    const size = sizeOf(attempt.init.original);
    this.#rescuableSize += size;
    this.#rescuable.push({ attempt, size }, rescuableUntil);
  }

  get #isOverfull(): boolean {
    return this.#rescuable.size > mostRescuable || this.#rescuableSize > largestRescuable;
  }
}

function popDue<Item>(heap: DueHeap<Item>, now: number): Item | undefined {
  return heap.nextDueAt !== undefined && heap.nextDueAt <= now ? heap.pop() : undefined;
}

/** Roughly what a task holds: pictures and pages are what makes it large. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part), 0);
}
