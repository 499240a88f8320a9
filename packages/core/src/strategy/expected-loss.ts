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
  const outlooks = prospects.map((prospect) => outlooksOf(prospect, context));
  let losses = prospects.map(() => firstGuess(prospects));
  let terms: readonly LossTerms[] = [];
  for (let pass = 0; pass < passes; pass += 1) {
    const known = losses;
    terms = prospects.map(({ providerId }, index) => {
      let fallback = context.stakes.ofFailure;
      for (let other = 0; other < known.length; other += 1) {
        if (other !== index) fallback = Math.min(fallback, known[other] ?? fallback);
      }
      return termsOf(providerId, { outlooks: outlooks[index] ?? [], fallback });
    });
    losses = terms.map(({ loss }) => loss);
  }
  return terms;
}

const firstGuess = (prospects: readonly Prospect[]): number =>
  2 * Math.max(...prospects.map(({ price }) => price));

/** What a purchase costs if one hypothesis holds, as a function of what the task may fall back on. */
interface Outlook {
  readonly kind: Belief['hypotheses'][number]['kind'];
  readonly probability: number;
  /** Spent whatever happens next. */
  readonly spent: number;
  /** The chance that somebody else must be asked. */
  readonly handedOn: number;
  /** The chance of an answer, what waiting for it costs, and what a rescue costs before its purchase. */
  readonly answered: number;
  readonly waiting: number;
  readonly rescuing: number;
}

function termsOf(
  providerId: string,
  { outlooks, fallback }: { readonly outlooks: readonly Outlook[]; readonly fallback: number },
): LossTerms {
  let loss = 0;
  let healthyLoss = 0;
  for (const { kind, probability, spent, handedOn, answered, waiting, rescuing } of outlooks) {
    const under = spent + handedOn * fallback + answered * Math.min(waiting, rescuing + fallback);
    loss += probability * under;
    if (kind === 'healthy') healthyLoss = under;
  }
  return { providerId, loss, healthyLoss };
}

function outlooksOf(
  { price, belief: { law, hypotheses } }: Prospect,
  { slackMs, stakes: { perSecond, ofFailure } }: LossContext,
): readonly Outlook[] {
  const costOf = (ms: number): number => (perSecond * ms) / 1_000;
  const usualMs = meanMs(law);
  const rescueMs = timeAt(law, rescueZ) + rescueNoticeMs;
  const rescuing = costOf(rescueMs);
  // Few kinds of health differ in their pace, and the tail of the law is what costs.
  const tails = new Map<number, number>();
  const tailAt = (slowness: number): number => {
    const known = tails.get(slowness);
    if (known !== undefined) return known;
    const tail = survival(law, slackMs, slowness);
    tails.set(slowness, tail);
    return tail;
  };
  return hypotheses.map(({ kind, probability, rates }) => {
    const { reject, ambiguous, never, fail, wrong, slowness } = rates;
    const accepted = 1 - reject - ambiguous;
    const unfailed = accepted * (1 - fail);
    const answered = unfailed * (1 - never);
    const solveMs = Math.min(slackMs, slowness * usualMs) + pollLagMs;
    return {
      kind,
      probability,
      spent:
        reject * costOf(rejectionMs) +
        ambiguous * (costOf(silenceMs) + paidWhenSilent * price) +
        accepted * fail * costOf(Math.min(solveMs, rescueMs)) +
        unfailed * never * (price + rescuing) +
        answered * (price + wrong * ofFailure),
      handedOn: reject + ambiguous + accepted * fail + unfailed * never,
      answered,
      waiting: costOf(solveMs) + ofFailure * tailAt(slowness),
      rescuing,
    };
  });
}
