import { type SolveLaw, timeAt } from './solve-law.ts';

const remembered = 64;
/** So many answers are believed whatever the provider's health. */
const believed = 15;
/** What is expected of a task type that nobody knows: it weighs as much as four answers. */
const prior: SolveLaw = { mu: Math.log(12_000), sigma: 0.8 };
const priorWeight = 4;
const leastSigma = 0.3;
/** Normal quantile of the 90th percentile. */
const z90 = 1.2816;
/** A slow episode moves the law by no more than that. */
const furthestZ = 2.6;

/** The law of a provider's solve times, learned from its last answers while it was healthy. */
export class LearnedLaw {
  #samples: number[] = [];
  #law: SolveLaw = prior;
  #isStale = false;

  get law(): SolveLaw {
    if (this.#isStale) this.#law = this.#learned();
    this.#isStale = false;
    return this.#law;
  }

  /** Whether too little is known to doubt an answer. */
  get isYoung(): boolean {
    return this.#samples.length < believed;
  }

  get samples(): readonly number[] {
    return this.#samples;
  }

  /** @param healthy how probable it is that the provider was healthy when it took the task. */
  learn(durationMs: number, healthy: number): void {
    const isFirst = this.#samples.length < believed;
    if (!isFirst && healthy <= 0.5) return;
    const longestMs = isFirst ? Infinity : timeAt(this.law, furthestZ);
    this.#samples.push(Math.max(1, Math.min(durationMs, longestMs)));
    if (this.#samples.length > remembered) this.#samples.shift();
    this.#isStale = true;
  }

  restore(samples: readonly number[]): void {
    this.#samples = samples.slice(-remembered);
    this.#isStale = true;
  }

  #learned(): SolveLaw {
    const count = this.#samples.length;
    if (count === 0) return prior;
    const sorted = this.#samples.toSorted((left, right) => left - right);
    const median = quantile(sorted, 0.5);
    const spread = Math.max(leastSigma, Math.log(quantile(sorted, 0.9) / median) / z90);
    if (count >= believed) return { mu: Math.log(median), sigma: spread };
    const share = count / (count + priorWeight);
    return {
      mu: share * Math.log(median) + (1 - share) * prior.mu,
      sigma: share * Math.max(spread, leastSigma) + (1 - share) * prior.sigma,
    };
  }
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 1;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
