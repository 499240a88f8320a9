import { describeObstacle } from '../strategy/obstacle.ts';
import type { Candidate } from '../strategy/candidate.ts';
import type { Weighed } from '../strategy/weighed.ts';

/** Why an attempt is made. Every reason but `first` and `after-refusal` may pay a second time, and says why. */
export type DecisionReason =
  | 'first'
  /** The one before was refused, and cost nothing. */
  | 'after-refusal'
  /** The one before was accepted and failed. */
  | 'after-failure'
  /** Nobody knows whether the one before was accepted. */
  | 'after-unknown-outcome'
  /** The one before stays silent longer than `patienceMs`; it is still collected. */
  | 'after-patience'
  /** The one before is stranded at an account at rest; it is collected when that is lifted. */
  | 'after-latch'
  /** A second purchase beside one in flight: expected to cost less than to wait. */
  | 'rescue'
  /** The policy `resubmit`: the same task once more at a provider that may have it already. */
  | 'resubmit'
  /** Nothing is bought: a ticket from before is collected. */
  | 'resumed';

/** One provider as it was seen when the choice was made. */
export interface Consideration {
  readonly providerId: string;
  /** In the comparison currency, undefined where no price is known. */
  readonly price: number | undefined;
  /** Why the provider was not available, or undefined when it was. */
  readonly obstacle: string | undefined;
}

/** Why this provider, and what the others would have been. */
export interface Decision {
  readonly providerId: string;
  readonly reason: DecisionReason;
  /** Whether the task also finds out about a provider whose breaker is open. */
  readonly isProbe: boolean;
  /** The best candidate first. */
  readonly considered: readonly Consideration[];
  /** The terms that the strategy decided by, in one line. */
  readonly terms?: string | undefined;
  /** The numbers behind the terms; absent where the order of `considered` is the whole reason. */
  readonly weighed?: Weighed | undefined;
}

/** The candidates of a choice, as they are remembered with it. */
export const considerationsOf = (
  ranked: readonly Candidate[],
  now: number,
): readonly Consideration[] =>
  ranked.map(({ providerId, price, obstacle }) => ({
    providerId,
    price,
    obstacle: obstacle === undefined ? undefined : describeObstacle(obstacle, now),
  }));

/** A decision in one readable line. */
export function formatDecision({ providerId, reason, isProbe, considered }: Decision): string {
  const others = considered.map(formatConsideration).join(' > ');
  return `${providerId} (${reason}${isProbe ? ', probe' : ''}): ${others}`;
}

/** One provider of a decision: its price, and what stands in its way. */
export function formatConsideration({ providerId, price, obstacle }: Consideration): string {
  const cost = price === undefined ? 'price unknown' : `price ${price.toFixed(5)}`;
  return `{${providerId}: ${cost}${obstacle === undefined ? '' : `, ${obstacle}`}}`;
}
