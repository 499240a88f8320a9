import type { Clock } from '../provider/clock.ts';

/** What a provider that has just rejected is spared at the least. */
export const shortestCoolOffMs = 3_000;
/** A service that asks for more is asked again after this all the same: no documented rate limit is longer. */
export const longestCoolOffMs = 600_000;

/** A short rest that a provider asked for; no failure, and no news about its health. */
export class CoolOff {
  readonly #clock: Clock;
  #until = -Infinity;
  #isFromCapacity = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts or prolongs the rest. `isFromCapacity` tells a full provider from one that limits our rate. */
  start(durationMs: number | undefined, isFromCapacity: boolean): void {
    const boundedMs = Math.min(longestCoolOffMs, Math.max(shortestCoolOffMs, durationMs ?? 0));
    const until = this.#clock.now() + boundedMs;
    if (until <= this.#until) return;
    this.#until = until;
    this.#isFromCapacity = isFromCapacity;
  }

  /** The end of the rest, or undefined when there is none. */
  get until(): number | undefined {
    return this.#clock.now() < this.#until ? this.#until : undefined;
  }

  get isFromCapacity(): boolean {
    return this.#isFromCapacity;
  }
}
