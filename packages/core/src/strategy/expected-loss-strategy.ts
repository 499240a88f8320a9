import { timeAt } from '../health/solve-law.ts';
import type { Belief } from './belief.ts';
import type { Candidate } from './candidate.ts';
import type { Choice } from './choice.ts';
import { choose } from './choose.ts';
import { expectedLosses, type LossTerms } from './expected-loss.ts';
import type { LiveAttempt } from './live-attempt.ts';
import { outageSince, worthWaitingMs } from './outage.ts';
import { forgone } from './probe.ts';
import { byOrder } from './rank-candidates.ts';
import { rescueTerms } from './rescue.ts';
import type { Situation } from './situation.ts';
import type { Strategy } from './strategy.ts';
import type { Weighed } from './weighed.ts';

/** Who says what is to be believed of a provider; by default what the router has seen of it. */
export interface Believer {
  of(candidate: Candidate, situation: Situation): Belief;
  ofLive(attempt: LiveAttempt, situation: Situation): Belief;
}

const whatWasSeen: Believer = {
  of: (candidate) => candidate.belief(),
  ofLive: (attempt) => attempt.belief(),
};

/** Losses that differ by less are a tie. */
const tie = 0.01;
/** A rescue is looked at again after so long at the latest: what is believed of the provider may have changed. */
const longestLookMs = 4_000;
const shortestLookMs = 1_000;
/** Only a task with so much more time than a healthy answer takes may look at an avoided provider. */
const slackToProbe = 2;

/** Sends each task where the expected loss of the whole rest of the task is least, and buys twice where that pays. */
export const expectedLoss = (believer: Believer = whatWasSeen): Strategy => ({
  name: 'expected-loss',
  keepsPatience: false,
  decide: (situation) => new Decider(situation, believer).decide(),
});

interface Seen {
  readonly candidate: Candidate;
  readonly belief: Belief;
  readonly terms: LossTerms;
}

class Decider {
  readonly #situation: Situation;
  readonly #believer: Believer;
  readonly #slackMs: number;

  constructor(situation: Situation, believer: Believer) {
    this.#situation = situation;
    this.#believer = believer;
    this.#slackMs = Math.max(0, situation.deadlineAt - situation.now);
  }

  decide(): Choice {
    const { isAwaited, live, candidates } = this.#situation;
    const usable = candidates.filter(({ obstacle }) => obstacle === undefined);
    if (isAwaited && live.length === 0) return choose(this.#situation, byOrder(candidates));
    const seen = this.#see(usable);
    const ranked = [
      ...seen.map(({ candidate }) => candidate),
      ...byOrder(candidates.filter(({ obstacle }) => obstacle !== undefined)),
    ];
    const [best] = seen;
    if (best === undefined) return this.#waitOrFail(ranked);
    if (isAwaited) return this.#rescue(best, ranked);
    return this.#buy(seen, ranked);
  }

  /** The best first. */
  #see(usable: readonly Candidate[]): readonly Seen[] {
    const { stakes, current } = this.#situation;
    const prospects = usable.map((candidate) => ({
      providerId: candidate.providerId,
      price: candidate.price ?? Math.max(0, ...usable.map(({ price = 0 }) => price)),
      belief: this.#believer.of(candidate, this.#situation),
    }));
    const terms = expectedLosses(prospects, { slackMs: this.#slackMs, stakes });
    const seen = usable.flatMap((candidate, index): readonly Seen[] => {
      const [of, prospect] = [terms[index], prospects[index]];
      return of === undefined || prospect === undefined
        ? []
        : [{ candidate, belief: prospect.belief, terms: of }];
    });
    const lossOf = ({ terms: { loss, providerId } }: Seen): number =>
      providerId === current ? loss * (1 - tie) : loss;
    return seen.toSorted(
      (left, right) => lossOf(left) - lossOf(right) || left.candidate.order - right.candidate.order,
    );
  }

  #buy(seen: readonly Seen[], ranked: readonly Candidate[]): Choice {
    const [best, ...avoided] = seen;
    if (best === undefined) return this.#waitOrFail(ranked);
    const { isUntouched, current } = this.#situation;
    const losses = Object.fromEntries(seen.map(({ terms }) => [terms.providerId, terms.loss]));
    const buy = (
      chosen: Seen,
      weighed: Weighed,
    ): Extract<Choice, { readonly kind: 'attempt' }> => ({
      kind: 'attempt',
      candidate: chosen.candidate,
      ranked,
      terms: describe(seen),
      weighed,
    });
    const leastLoss: Weighed = { kind: 'least-loss', losses, current };
    if (!isUntouched) return buy(best, leastLoss);
    const hasSlack = this.#slackMs > slackToProbe * timeAt(best.belief.law, 1.6449);
    const credits = new Map<string, number>();
    for (const other of avoided) {
      const { providerId, probeCredit, isBeingTried } = other.candidate;
      const rent = forgone(
        { terms: other.terms, hypotheses: other.belief.hypotheses },
        best.terms.loss,
      );
      if (rent === 0 || isTie(other.terms, best.terms)) continue;
      const price = other.terms.loss - best.terms.loss;
      if (hasSlack && !isBeingTried && probeCredit + rent >= price) {
        credits.set(providerId, -probeCredit);
        const look: Weighed = { kind: 'look', losses, forgone: probeCredit + rent, price };
        return { ...buy(other, look), why: 'probe', credits };
      }
      credits.set(providerId, rent);
    }
    return { ...buy(best, leastLoss), credits };
  }

  #rescue(alternative: Seen, ranked: readonly Candidate[]): Choice {
    const { live, now, stakes } = this.#situation;
    const { candidate, belief } = alternative;
    const rescue = rescueTerms(
      {
        live: live.map((attempt) => ({
          ageMs: attempt.ageMs,
          belief: this.#believer.ofLive(attempt, this.#situation),
        })),
        alternative: { providerId: candidate.providerId, price: candidate.price ?? 0, belief },
      },
      { slackMs: this.#slackMs, stakes },
    );
    if (rescue.now <= rescue.later) {
      const line = `rescue now ${rescue.now.toFixed(3)} <= later ${rescue.later.toFixed(3)}`;
      const weighed: Weighed = { kind: 'rescue', now: rescue.now, later: rescue.later };
      return { kind: 'attempt', candidate, ranked, why: 'rescue', terms: line, weighed };
    }
    const waitMs = Math.max(shortestLookMs, Math.min(longestLookMs, rescue.waitMs / 2));
    return { kind: 'wait', until: now + waitMs, ranked };
  }

  #waitOrFail(ranked: readonly Candidate[]): Choice {
    const { candidates, stakes } = this.#situation;
    const since = outageSince(candidates);
    if (since === undefined) return choose(this.#situation, ranked);
    const price = Math.max(0, ...candidates.map(({ price = 0 }) => price));
    const shortWaitEndsAt = since + worthWaitingMs(stakes, price);
    return choose({ ...this.#situation, shortWaitEndsAt }, ranked);
  }
}

/** Neither what is expected of it nor what could be hoped for speaks for leaving the best: nothing is to be found out. */
const isTie = (other: LossTerms, best: LossTerms): boolean =>
  other.loss <= best.loss * (1 + tie) && other.healthyLoss >= best.healthyLoss * (1 - tie);

const describe = (seen: readonly Seen[]): string =>
  seen
    .map(({ terms: { providerId, loss }, belief }) => {
      const likely = belief.hypotheses
        .filter(({ probability }) => probability >= 0.03)
        .map(({ kind, probability }) => `${kind} ${probability.toFixed(2)}`)
        .join(' ');
      return `{${providerId}: ${likely}, loss ${loss.toFixed(3)}}`;
    })
    .join(' > ');
