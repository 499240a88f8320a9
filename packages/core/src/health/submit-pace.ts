import type { Limits } from '../provider/supports.ts';

/** Keeps a service's limit of so many submits in so much time. */
export class SubmitPace {
  readonly #limit: NonNullable<Limits['submits']> | undefined;
  readonly #sentAt: number[] = [];

  constructor(limit: Limits['submits']) {
    this.#limit = limit;
  }

  note(now: number): void {
    if (this.#limit === undefined) return;
    this.#sentAt.push(now);
    if (this.#sentAt.length > this.#limit.count) this.#sentAt.shift();
  }

  /** When the next submit may go, or undefined when it may go at once. */
  nextAt(now: number): number | undefined {
    const oldest = this.#sentAt[0];
    if (this.#limit === undefined || oldest === undefined) return undefined;
    if (this.#sentAt.length < this.#limit.count) return undefined;
    const at = oldest + this.#limit.perMs;
    return at > now ? at : undefined;
  }
}
