import type { Clock } from '../provider/clock.ts';

/** A window is kept in so many parts, so that its memory does not grow with the purchases. */
const partCount = 60;

/** What was spent within a short part of a window. */
export interface SpendPart {
  readonly startedAt: number;
  lastAt: number;
  amount: number;
}

/** What was spent within the last so many milliseconds. A part leaves it when the last purchase in it does. */
export class SpendWindow {
  readonly #clock: Clock;
  readonly #windowMs: number;
  readonly #parts: SpendPart[] = [];

  constructor(windowMs: number, clock: Clock) {
    this.#windowMs = windowMs;
    this.#clock = clock;
  }

  get spent(): number {
    this.#forget();
    // Sums of decimal prices that are taken back may end a little below nothing.
    return Math.max(0, this.#sum());
  }

  /** Adds an amount now. @returns where it was added, to be corrected there. */
  add(amount: number): SpendPart {
    const now = this.#clock.now();
    const last = this.#parts.at(-1);
    const isOpen = last !== undefined && now - last.startedAt < this.#windowMs / partCount;
    const part = isOpen ? last : { startedAt: now, lastAt: now, amount: 0 };
    if (!isOpen) this.#parts.push(part);
    part.lastAt = now;
    part.amount += amount;
    return part;
  }

  /** When no more than this will be spent, if nothing is added; undefined when that is never. */
  fallsTo(amount: number): number | undefined {
    this.#forget();
    if (amount < 0) return undefined;
    let left = this.#sum();
    let at = this.#clock.now();
    for (const part of this.#parts) {
      if (left <= amount) return at;
      left -= part.amount;
      at = part.lastAt + this.#windowMs;
    }
    return at;
  }

  #sum(): number {
    return this.#parts.reduce((sum, { amount }) => sum + amount, 0);
  }

  #forget(): void {
    const now = this.#clock.now();
    while ((this.#parts[0]?.lastAt ?? Infinity) + this.#windowMs <= now) this.#parts.shift();
  }
}
