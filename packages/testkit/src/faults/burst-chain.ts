import type { Draws } from '../core/draws.ts';
import type { Condition } from './condition.ts';

type Burst = NonNullable<Condition['burst']>;

/** A stretch of one state. */
interface Stay {
  readonly isBad: boolean;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Which of its epoch it is, from 0. */
  readonly index: number;
}

const shortestStayMs = 1;
/** An epoch has some hundred stays, whatever their means. */
const roundsPerEpoch = 100;
const shortestEpochMs = 1_000;

/**
 * Gilbert and Elliott's two states, good and bad, with exponential stays. The state is a function of the seed, the rule
 * and the instant, so that the order of arrival does not show in it. Such stays have no memory, so time is cut into epochs
 * that begin anew, in either state by its share of the time: no instant, however late, is far from a beginning, and
 * nothing but the last stay is kept.
 */
export class BurstChain {
  readonly #burst: Burst;
  readonly #stream: string;
  readonly #draws: Draws;
  readonly #epochMs: number;
  #epoch = -1;
  #stay: Stay | undefined;

  constructor(init: { readonly burst: Burst; readonly rule: string; readonly draws: Draws }) {
    const { goodMs, badMs } = init.burst;
    this.#burst = init.burst;
    this.#stream = `${init.rule}/burst`;
    this.#draws = init.draws;
    this.#epochMs = Math.max(shortestEpochMs, (goodMs + badMs) * roundsPerEpoch);
  }

  /** How probable a strike is at an instant. */
  probabilityAt(now: number): number {
    const { inGood = 0, inBad = 1 } = this.#burst;
    return this.#stayAt(now).isBad ? inBad : inGood;
  }

  #stayAt(now: number): Stay {
    const epoch = Math.floor(now / this.#epochMs);
    const isBehind = epoch !== this.#epoch || this.#stay === undefined || now < this.#stay.fromMs;
    let stay = isBehind || this.#stay === undefined ? this.#firstOf(epoch) : this.#stay;
    while (stay.untilMs <= now) stay = this.#after(stay, epoch);
    this.#epoch = epoch;
    this.#stay = stay;
    return stay;
  }

  /** The very first is a good one. */
  #firstOf(epoch: number): Stay {
    const { goodMs, badMs } = this.#burst;
    const badShare = epoch === 0 ? 0 : badMs / (goodMs + badMs);
    const isBad = this.#draw(epoch, 1) < badShare;
    return this.#lasting({ isBad, fromMs: epoch * this.#epochMs, index: 0 }, epoch);
  }

  #after({ isBad, untilMs, index }: Stay, epoch: number): Stay {
    return this.#lasting({ isBad: !isBad, fromMs: untilMs, index: index + 1 }, epoch);
  }

  #lasting(stay: Omit<Stay, 'untilMs'>, epoch: number): Stay {
    const { isBad, fromMs, index } = stay;
    const meanMs = isBad ? this.#burst.badMs : this.#burst.goodMs;
    // The first draw of an epoch is for its state.
    const stayMs = -Math.log(1 - this.#draw(epoch, index + 2)) * meanMs;
    return { ...stay, untilMs: fromMs + Math.max(shortestStayMs, stayMs) };
  }

  #draw(epoch: number, call: number): number {
    return this.#draws({ stream: this.#stream, key: `epoch ${epoch}`, call }).value;
  }
}
