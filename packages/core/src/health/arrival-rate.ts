import type { Clock } from '../provider/clock.ts';

/** What came longer ago than this counts little. */
const memoryMs = 120_000;

/** How many tasks come per millisecond, of late. */
export class ArrivalRate {
  readonly #clock: Clock;
  readonly #startedAt: number;
  #count = 0;
  #countedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#countedAt = this.#startedAt;
  }

  note(): void {
    this.#count = this.#fadedCount() + 1;
    this.#countedAt = this.#clock.now();
  }

  get perMs(): number {
    // In the beginning less time has been watched than is remembered.
    const watchedMs = memoryMs * (1 - Math.exp((this.#startedAt - this.#clock.now()) / memoryMs));
    return watchedMs === 0 ? 0 : this.#fadedCount() / watchedMs;
  }

  #fadedCount(): number {
    return this.#count * Math.exp((this.#countedAt - this.#clock.now()) / memoryMs);
  }
}
