import type { Stakes } from './stakes.ts';

/** A second is worth so much of a usual price, and a failed task so many of them. */
const priceShareOfSecond = 0.02;
const pricesOfFailure = 5;

/** The stakes of a caller who has not said what time and failure cost: in proportion to what tasks cost. */
export function usualStakes(
  prices: readonly (number | undefined)[],
  given: { readonly perSecond?: number | undefined; readonly ofFailure?: number | undefined } = {},
): Stakes {
  const known = prices
    .filter((price): price is number => price !== undefined && price > 0)
    .toSorted((left, right) => left - right);
  const median = known[Math.floor((known.length - 1) / 2)];
  const usual = median ?? (given.ofFailure === undefined ? 1 : given.ofFailure / pricesOfFailure);
  return {
    perSecond: given.perSecond ?? priceShareOfSecond * usual,
    ofFailure: given.ofFailure ?? pricesOfFailure * usual,
    usualPrice: known.at(-1) ?? usual,
  };
}
