import { stillOpen } from '../health/likelihood.ts';
import type { Belief } from './belief.ts';
import { Curve } from './curve.ts';
import type { LossContext, Prospect } from './expected-loss.ts';
import { Mixture } from './mixture.ts';

/** An attempt in flight, with what is believed of its provider when it was sent. */
interface Live {
  readonly ageMs: number;
  readonly belief: Belief;
}

export interface RescueTerms {
  /** Expected loss of buying a second attempt now, from now on. */
  readonly now: number;
  /** The best that waiting offers. */
  readonly later: number;
  /** How long to wait before that: Infinity for never. */
  readonly waitMs: number;
}

/** When a second purchase might be made instead. */
const laterMs = [1_000, 2_000, 4_000, 7_000, 12_000, 20_000, 32_000, 50_000, 75_000, 110_000];

/**
 * Whether another attempt beside those in flight is worth its price now, later or never: optimal stopping over the
 * residual life of what is in flight. An answer that is a little late, a stall, and the last moment before the deadline
 * are one rule.
 */
export function rescueTerms(
  { live, alternative }: { readonly live: readonly Live[]; readonly alternative: Prospect },
  { slackMs, stakes }: LossContext,
): RescueTerms {
  const residuals = live.map(residualOf);
  const open = Curve.of(slackMs, (ms) =>
    live.reduce(
      (chance, { ageMs }, index) => chance * (residuals[index]?.openAt(ageMs + ms) ?? 1),
      1,
    ),
  );
  const { purchase, unanswered } = afterAcceptance(alternative, stakes.ofFailure);
  const second = Curve.of(slackMs, (ms) => unanswered.openAt(ms));
  const costAt = (waitMs: number): number =>
    (stakes.perSecond * open.integralWith(second, waitMs)) / 1_000 +
    purchase * open.at(waitMs) +
    stakes.ofFailure * open.at(slackMs) * second.at(slackMs - waitMs);
  const never = (stakes.perSecond * open.integral) / 1_000 + stakes.ofFailure * open.at(slackMs);
  let [later, waitMs] = [never, Infinity];
  for (const ms of laterMs) {
    if (ms >= slackMs) break;
    const cost = costAt(ms);
    if (cost < later) [later, waitMs] = [cost, ms];
  }
  return { now: costAt(0), later, waitMs };
}

/** The chance that an attempt which is open at its age is open at a later one. */
function residualOf({ ageMs, belief: { hypotheses, law } }: Live): Mixture {
  const residual = new Mixture(law);
  for (const { probability, rates } of hypotheses) {
    const open = stillOpen({ rates, law, ageMs });
    if (open <= 0) continue;
    residual.addEndless((probability * rates.never) / open);
    residual.addPace(rates.slowness, (probability * (1 - rates.never)) / open);
  }
  return residual;
}

/** What an alternative costs once it has accepted (a refusal is free, and somebody else is asked), and its answer. */
function afterAcceptance(
  { price, belief: { hypotheses, law } }: Prospect,
  ofFailure: number,
): { readonly purchase: number; readonly unanswered: Mixture } {
  let total = 0;
  for (const { probability, rates } of hypotheses) total += probability * (1 - rates.reject);
  const unanswered = new Mixture(law);
  let purchase = 0;
  for (const { probability, rates } of hypotheses) {
    const weight = (probability * (1 - rates.reject)) / (total || 1);
    const answers = (1 - rates.fail) * (1 - rates.never);
    purchase += weight * (price * (1 - rates.fail) + answers * rates.wrong * ofFailure);
    const answered = (1 - rates.ambiguous) * answers;
    unanswered.addEndless(weight * (1 - answered));
    unanswered.addPace(rates.slowness, weight * answered);
  }
  return { purchase, unanswered };
}
