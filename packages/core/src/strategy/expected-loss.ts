import { meanMs, survival, timeAt } from '../health/solve-law.ts';
import type { Belief } from './belief.ts';
import type { Stakes } from './stakes.ts';

/** A provider as one purchase sees it. */
export interface Prospect {
  readonly providerId: string;
  readonly price: number;
  readonly belief: Belief;
}

/** What a purchase is expected to cost with the whole rest of the task, and the terms of that. */
export interface LossTerms {
  readonly providerId: string;
  readonly loss: number;
  /** The same if the provider were surely healthy. */
  readonly healthyLoss: number;
}

export interface LossContext {
  /** To the deadline. */
  readonly slackMs: number;
  readonly stakes: Stakes;
}

const rejectionMs = 300;
const silenceMs = 10_000;
/** A lost reply was a purchase more often than not. */
const paidWhenSilent = 0.6;
/** A rescue is bought at about the 84th percentile, and takes a moment to be noticed. */
const rescueZ = 1;
const rescueNoticeMs = 2_000;
/** An answer is seen about so long after it exists. */
const pollLagMs = 1_000;
const passes = 3;

/** The expected loss of every purchase that is open to a task; what one of them may fall back on are the others. */
export function expectedLosses(
  prospects: readonly Prospect[],
  context: LossContext,
): readonly LossTerms[] {
  let terms = prospects.map(({ providerId }): LossTerms => ({
    providerId,
    loss: firstGuess(prospects),
    healthyLoss: 0,
  }));
  for (let pass = 0; pass < passes; pass += 1) {
    const known = terms;
    terms = prospects.map((prospect, index) => {
      const others = known.filter((_, other) => other !== index).map(({ loss }) => loss);
      const fallback = Math.min(context.stakes.ofFailure, ...others);
      return termsOf(prospect, { ...context, fallback });
    });
  }
  return terms;
}

const firstGuess = (prospects: readonly Prospect[]): number =>
  2 * Math.max(...prospects.map(({ price }) => price));

function termsOf(
  prospect: Prospect,
  context: LossContext & { readonly fallback: number },
): LossTerms {
  const { providerId, belief } = prospect;
  let loss = 0;
  let healthyLoss = 0;
  for (const hypothesis of belief.hypotheses) {
    const under = lossUnder(prospect, { ...context, rates: hypothesis.rates });
    loss += hypothesis.probability * under;
    if (hypothesis.kind === 'healthy') healthyLoss = under;
  }
  return { providerId, loss, healthyLoss };
}

function lossUnder(
  { price, belief: { law } }: Prospect,
  {
    slackMs,
    stakes: { perSecond, ofFailure },
    fallback,
    rates: { reject, ambiguous, never, fail, wrong, slowness },
  }: LossContext & {
    readonly fallback: number;
    readonly rates: Belief['hypotheses'][number]['rates'];
  },
): number {
  const costOf = (ms: number): number => (perSecond * ms) / 1_000;
  const rescueMs = timeAt(law, rescueZ) + rescueNoticeMs;
  const solveMs = Math.min(slackMs, slowness * meanMs(law)) + pollLagMs;
  const inTime = costOf(solveMs) + ofFailure * survival(law, slackMs, slowness);
  const rescued = costOf(rescueMs) + fallback;
  const answered = price + wrong * ofFailure + Math.min(inTime, rescued);
  const unfailed = never * (price + rescued) + (1 - never) * answered;
  const failed = costOf(Math.min(solveMs, rescueMs)) + fallback;
  return (
    reject * (costOf(rejectionMs) + fallback) +
    ambiguous * (costOf(silenceMs) + paidWhenSilent * price + fallback) +
    (1 - reject - ambiguous) * (fail * failed + (1 - fail) * unfailed)
  );
}
