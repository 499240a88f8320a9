import type { Candidate } from './candidate.ts';

type Order = (left: Candidate, right: Candidate) => number;

const blocked = ({ obstacle }: Candidate): number => (obstacle === undefined ? 0 : 1);

/** Those without an obstacle before the others, then by an order of one's own, then as in `providers`. */
const rankedBy = (candidates: readonly Candidate[], order: Order): readonly Candidate[] =>
  candidates.toSorted(
    (left, right) =>
      blocked(left) - blocked(right) || order(left, right) || left.order - right.order,
  );

/** Who has failed this task least first, then in the order of `providers`. */
export const byOrder = (candidates: readonly Candidate[]): readonly Candidate[] =>
  rankedBy(candidates, (left, right) => left.failures - right.failures);

/**
 * Who has failed this task least first; then the cheapest, where every price is known, else what is free; then the
 * order of `providers`.
 */
export function byPrice(candidates: readonly Candidate[]): readonly Candidate[] {
  const isPriced = candidates.every(({ price }) => price !== undefined);
  const priceOf = ({ price = Infinity }: Candidate): number => {
    if (isPriced) return price;
    // Beside an unknown price only a free slot is surely cheaper.
    return price === 0 ? 0 : 1;
  };
  return rankedBy(
    candidates,
    (left, right) => left.failures - right.failures || priceOf(left) - priceOf(right),
  );
}

/** Who has failed this task least first; among those one is drawn by weight, and the others follow by weight. */
export function byWeight(candidates: readonly Candidate[], chance: number): readonly Candidate[] {
  const ranked = rankedBy(
    candidates,
    (left, right) => left.failures - right.failures || right.weight - left.weight,
  );
  const [first] = ranked;
  const pool = ranked.filter(
    (candidate) =>
      first !== undefined &&
      blocked(candidate) === blocked(first) &&
      candidate.failures === first.failures,
  );
  let left = chance * pool.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = pool.find(({ weight }) => (left -= weight) < 0);
  return drawn === undefined
    ? ranked
    : [drawn, ...ranked.filter((candidate) => candidate !== drawn)];
}
