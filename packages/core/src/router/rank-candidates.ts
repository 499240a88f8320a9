import type { Obstacle } from './obstacle.ts';

/** A provider as one task sees it at one instant. */
export interface Candidate {
  readonly providerId: string;
  /** Place in `providers`, from 0. */
  readonly order: number;
  /** In the comparison currency; undefined where no price is known. */
  readonly price: number | undefined;
  /** How often it refused or failed this task. */
  readonly failures: number;
  /** Its breaker is open, so a task that goes there is a probe. */
  readonly isProbe: boolean;
  /** Nobody else is open for business either. */
  readonly isLastResort: boolean;
  readonly obstacle: Obstacle | undefined;
}

/**
 * All candidates, best first: those without an obstacle before the others; who has failed this task least; then the
 * cheapest, where every price is known, else what is free; then the order of `providers`.
 */
export function rankCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  const isPriced = candidates.every(({ price }) => price !== undefined);
  const priceOf = ({ price = Infinity }: Candidate): number => {
    if (isPriced) return price;
    // Beside an unknown price only a free slot is surely cheaper.
    return price === 0 ? 0 : 1;
  };
  const isBlocked = ({ obstacle }: Candidate): number => (obstacle === undefined ? 0 : 1);
  return candidates.toSorted(
    (left, right) =>
      isBlocked(left) - isBlocked(right) ||
      left.failures - right.failures ||
      priceOf(left) - priceOf(right) ||
      left.order - right.order,
  );
}
