import { stillOpen } from '../health/likelihood.ts';
import { survival } from '../health/solve-law.ts';
import type { Belief } from './belief.ts';
import { Curve } from './curve.ts';
import type { LossContext, Prospect } from './expected-loss.ts';

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
  const open = Curve.of(slackMs, (ms) =>
    live.reduce((chance, attempt) => chance * openAfter(attempt, ms), 1),
  );
  const { purchase, unanswered } = afterAcceptance(alternative, stakes.ofFailure);
  const second = Curve.of(slackMs, unanswered);
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

/** The chance that an attempt which is open now is open a while later. */
function openAfter({ ageMs, belief: { hypotheses, law } }: Live, afterMs: number): number {
  let chance = 0;
  for (const { probability, rates } of hypotheses) {
    const open = stillOpen({ rates, law, ageMs });
    if (open > 0)
      chance += (probability * stillOpen({ rates, law, ageMs: ageMs + afterMs })) / open;
  }
  return chance;
}

/** What an alternative costs once it has accepted (a refusal is free, and somebody else is asked), and its answer. */
function afterAcceptance(
  { price, belief: { hypotheses, law } }: Prospect,
  ofFailure: number,
): { readonly purchase: number; unanswered(ms: number): number } {
  const accepting = hypotheses.map(({ probability, rates }) => ({
    weight: probability * (1 - rates.reject),
    rates,
  }));
  const total = accepting.reduce((sum, { weight }) => sum + weight, 0) || 1;
  let purchase = 0;
  for (const { weight, rates } of accepting) {
    const answers = (1 - rates.fail) * (1 - rates.never);
    const paid = price * (1 - rates.fail);
    purchase += (weight / total) * (paid + answers * rates.wrong * ofFailure);
  }
  return {
    purchase,
    unanswered: (ms) => {
      let chance = 0;
      for (const { weight, rates } of accepting) {
        const answers = (1 - rates.ambiguous) * (1 - rates.fail) * (1 - rates.never);
        chance += (weight / total) * (1 - answers * (1 - survival(law, ms, rates.slowness)));
      }
      return chance;
    },
  };
}
