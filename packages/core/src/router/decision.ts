import { describeObstacle } from '../strategy/obstacle.ts';
import type { Candidate } from '../strategy/candidate.ts';
import { describeScore, type Score } from '../strategy/score.ts';
import { describeWeighed, type Weighed } from '../strategy/weighed.ts';

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
  /** Whether its breaker was open: nothing goes there but a look, while there is anybody else. */
  readonly isProbe?: boolean | undefined;
  /** What the strategy made of it, if it weighs providers. */
  readonly score?: Score | undefined;
}

/** Why this provider, and what the others would have been. */
export interface Decision {
  readonly providerId: string;
  readonly reason: DecisionReason;
  /** Whether the task also finds out about a provider whose breaker is open. */
  readonly isProbe: boolean;
  /** The best candidate first. */
  readonly considered: readonly Consideration[];
  /** What it was chosen by, if the strategy weighs providers; the scores stand in `considered`. */
  readonly weighed?: Weighed | undefined;
}

type Scores = ReadonlyMap<string, Score>;

/** The candidates of a choice, as they are remembered with it. */
export const considerationsOf = (
  ranked: readonly Candidate[],
  { now, scores }: { readonly now: number; readonly scores?: Scores | undefined },
): readonly Consideration[] =>
  ranked.map(({ providerId, price, obstacle, isProbe }) => ({
    providerId,
    price,
    isProbe: isProbe ? true : undefined,
    obstacle: obstacle === undefined ? undefined : describeObstacle(obstacle, now),
    score: scores?.get(providerId),
  }));

/** A decision in one readable line. */
export function formatDecision(decision: Decision): string {
  const { providerId, reason, isProbe, considered, weighed } = decision;
  const others = considered.map(formatConsideration).join(' > ');
  const terms = weighed === undefined ? '' : describeWeighed(weighed);
  return `${providerId} (${reason}${isProbe ? ', probe' : ''}${terms}): ${others}`;
}

/** One provider of a decision: its price, and what stands in its way. */
export function formatConsideration(consideration: Consideration): string {
  const { providerId, price, obstacle, score } = consideration;
  const cost = price === undefined ? 'price unknown' : `price ${price.toFixed(5)}`;
  const words = [cost, ...(score ? [describeScore(score)] : []), ...(obstacle ? [obstacle] : [])];
  return `{${providerId}: ${words.join(', ')}}`;
}
