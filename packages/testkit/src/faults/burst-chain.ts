import type { Draws } from '../core/draws.ts';
import type { Condition } from './condition.ts';

type Burst = NonNullable<Condition['burst']>;

const shortestStayMs = 1;

/**
 * Gilbert and Elliott's two states, good and bad, with exponential stays. The state is a function of the seed, the rule
 * and the instant, so that the order of arrival does not show in it.
 */
export class BurstChain {
  readonly #burst: Burst;
  readonly #stream: string;
  readonly #draws: Draws;
  /** When the state changes, from good to bad first. */
  readonly #changesAt: number[] = [];

  constructor(init: { readonly burst: Burst; readonly rule: string; readonly draws: Draws }) {
    this.#burst = init.burst;
    this.#stream = `${init.rule}/burst`;
    this.#draws = init.draws;
  }

  /** How probable a strike is at an instant. */
  probabilityAt(now: number): number {
    const { inGood = 0, inBad = 1 } = this.#burst;
    while ((this.#changesAt.at(-1) ?? 0) <= now) this.#addStay();
    const past = firstAfter(this.#changesAt, now);
    return past % 2 === 0 ? inGood : inBad;
  }

  #addStay(): void {
    const isBad = this.#changesAt.length % 2 === 1;
    const meanMs = isBad ? this.#burst.badMs : this.#burst.goodMs;
    const call = this.#changesAt.length + 1;
    const { value } = this.#draws({ stream: this.#stream, key: 'chain', call });
    const stayMs = Math.max(shortestStayMs, -Math.log(1 - value) * meanMs);
    this.#changesAt.push((this.#changesAt.at(-1) ?? 0) + stayMs);
  }
}

/** How many of ascending instants are not after an instant. */
function firstAfter(instants: readonly number[], now: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] ?? Infinity) <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}
