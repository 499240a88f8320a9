import type { Limits } from '../provider/supports.ts';

/** Keeps a service's limit of so many submits in so much time. Tasks on their way there count before they are sent. */
export class SubmitPace {
  readonly #limit: NonNullable<Limits['submits']> | undefined;
  readonly #sentAt: number[] = [];
  #onTheirWay = 0;

  constructor(limit: Limits['submits']) {
    this.#limit = limit;
  }

  /** A task is on its way; the result says, once, that it has been sent or will not be. */
  enter(): () => void {
    this.#onTheirWay += 1;
    let isOnItsWay = true;
    return () => {
      if (isOnItsWay) this.#onTheirWay -= 1;
      isOnItsWay = false;
    };
  }

  /** A submit goes out. */
  note(now: number): void {
    if (this.#limit === undefined) return;
    this.#sentAt.push(now);
    if (this.#sentAt.length > this.#limit.count) this.#sentAt.shift();
  }

  /** When the next submit may go out, or undefined when it may at once. */
  nextAt(now: number): number | undefined {
    return this.#freeAt(now, 0);
  }

  /** When the next task may set out, or undefined when it may at once. */
  nextEntryAt(now: number): number | undefined {
    return this.#freeAt(now, this.#onTheirWay);
  }

  #freeAt(now: number, othersCount: number): number | undefined {
    if (this.#limit === undefined) return undefined;
    const { count, perMs } = this.#limit;
    const sent = this.#sentAt.filter((at) => at + perMs > now);
    if (sent.length + othersCount < count) return undefined;
    // Those on their way will be sent within moments, and count from then.
    return (sent[0] ?? now) + perMs;
  }
}
