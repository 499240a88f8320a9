import type { Ranking, RouterEvent } from '@understudy/core';

const windowMs = 60_000;
const fewestFailures = 3;
const coolDownMs = 5_000;

/** A share of failures within the minute that has begun puts a provider to rest for a while; the others are shuffled. */
export class CoolDownShuffle {
  readonly #counts = new Map<string, { minute: number; failed: number; ended: number }>();
  readonly #restsUntil = new Map<string, number>();

  readonly rank: Ranking = ({ candidates, now, chance }) => {
    const awake = candidates.filter(
      ({ providerId }) => now >= (this.#restsUntil.get(providerId) ?? -Infinity),
    );
    const pool = (awake.length > 0 ? awake : candidates).toSorted(
      (left, right) => left.failures - right.failures,
    );
    const least = pool.filter(({ failures }) => failures === pool[0]?.failures);
    const first = least[Math.floor(chance * least.length)];
    const ids = pool.map(({ providerId }) => providerId);
    return first === undefined ? ids : [first.providerId, ...ids];
  };

  readonly hear = (event: RouterEvent): void => {
    const isLeft = event.type === 'attempt-left' && event.why === 'patience';
    if (event.type !== 'attempt-ended' && !isLeft) return;
    const isFailure = isLeft || (event.type === 'attempt-ended' && event.outcome !== 'solved');
    const minute = Math.floor(event.atMs / windowMs);
    const known = this.#counts.get(event.providerId);
    const count = known?.minute === minute ? known : { minute, failed: 0, ended: 0 };
    count.ended += 1;
    count.failed += isFailure ? 1 : 0;
    this.#counts.set(event.providerId, count);
    if (count.failed >= fewestFailures && count.failed > count.ended / 2) {
      this.#restsUntil.set(event.providerId, event.atMs + coolDownMs);
    }
  };
}
