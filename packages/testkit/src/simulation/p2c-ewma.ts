import type { Ranking, RouterEvent } from '@understudy/core';

const tauMs = 60_000;
/** What a failure counts as, so that quick refusals attract nobody. */
const failureMs = 60_000;

interface Load {
  costMs: number;
  stampMs: number;
  pending: number;
}

/** The better of two at random, by a peak-sensitive moving average of latency times the tasks in work. */
export class P2cEwma {
  readonly #loads = new Map<string, Load>();

  readonly rank: Ranking = ({ candidates, now, chance }) => {
    const pool = candidates.filter(({ obstacle }) => obstacle === undefined);
    const first = pool[Math.floor(chance * pool.length)];
    // The digits that the first pick did not use make the second one.
    const rest = pool.filter((candidate) => candidate !== first);
    const second = rest[Math.floor(((chance * pool.length) % 1) * rest.length)];
    const loadOf = (providerId: string): number => {
      const { costMs, stampMs, pending } = this.#loadOf(providerId);
      return costMs * Math.exp((stampMs - now) / tauMs) * (pending + 1);
    };
    return [first, second]
      .flatMap((candidate) => (candidate === undefined ? [] : [candidate.providerId]))
      .toSorted((left, right) => loadOf(left) - loadOf(right))
      .concat(candidates.map(({ providerId }) => providerId));
  };

  readonly hear = (event: RouterEvent): void => {
    if (event.type === 'attempt-started') this.#loadOf(event.providerId).pending += 1;
    if (event.type === 'attempt-left' && event.why === 'patience') {
      this.#observe(event.providerId, { atMs: event.atMs, costMs: failureMs });
    }
    if (event.type !== 'attempt-ended') return;
    const load = this.#loadOf(event.providerId);
    load.pending -= 1;
    const costMs = event.outcome === 'solved' ? event.durationMs : failureMs;
    this.#observe(event.providerId, { atMs: event.atMs, costMs });
  };

  #observe(providerId: string, seen: { readonly atMs: number; readonly costMs: number }): void {
    const load = this.#loadOf(providerId);
    const weight = Math.exp((load.stampMs - seen.atMs) / tauMs);
    const decayed = load.costMs * weight + seen.costMs * (1 - weight);
    load.costMs = seen.costMs > load.costMs ? seen.costMs : decayed;
    load.stampMs = seen.atMs;
  }

  #loadOf(providerId: string): Load {
    const known = this.#loads.get(providerId);
    if (known !== undefined) return known;
    const load = { costMs: 0, stampMs: 0, pending: 0 };
    this.#loads.set(providerId, load);
    return load;
  }
}
