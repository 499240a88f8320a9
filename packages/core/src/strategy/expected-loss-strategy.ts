import { timeAt } from '../health/solve-law.ts';
import { assess, type Assessed, tie } from './assess.ts';
import type { Belief } from './belief.ts';
import type { Candidate } from './candidate.ts';
import type { Choice } from './choice.ts';
import { choose } from './choose.ts';
import type { Prospect } from './expected-loss.ts';
import type { LiveAttempt } from './live-attempt.ts';
import { outageSince, worthWaitingMs } from './outage.ts';
import { bestWait, type FullProspect } from './overflow.ts';
import { byOrder } from './rank-candidates.ts';
import { rescueTerms } from './rescue.ts';
import { scoreOf } from './score.ts';
import type { Situation } from './situation.ts';
import type { Strategy } from './strategy.ts';

/** Who says what is to be believed of a provider; by default what the router has seen of it. */
export interface Believer {
  of(candidate: Candidate, situation: Situation): Belief;
  ofLive(attempt: LiveAttempt, situation: Situation): Belief;
}

const whatWasSeen: Believer = {
  of: (candidate) => candidate.belief(),
  ofLive: (attempt) => attempt.belief(),
};

/** A rescue is looked at again after so long at the latest: what is believed of the provider may have changed. */
const longestLookMs = { calm: 15_000, uneasy: 4_000 } as const;
const firstLookMs = { calm: 4_000, uneasy: 1_000 } as const;
const shortestLookMs = 1_000;
/** So surely healthy, a provider gives no cause to look often. */
const calmFrom = 0.9;
/** Only a task with so much more time than a healthy answer takes may look at an avoided provider. */
const slackToProbe = 2;

/** Sends each task where the expected loss of the whole rest of the task is least, and buys twice where that pays. */
export const expectedLoss = (believer: Believer = whatWasSeen): Strategy => ({
  name: 'expected-loss',
  keepsPatience: false,
  decide: (situation) => new Decider(situation, believer).decide(),
});

type Purchase = Extract<Choice, { readonly kind: 'attempt' }>;
type Seen = Assessed<Candidate>;

interface Look {
  readonly seen: Seen;
  readonly due: NonNullable<Candidate['lookDue']>;
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
    const { isAwaited, live, candidates, current } = this.#situation;
    if (isAwaited && live.length === 0) return choose(this.#situation, byOrder(candidates));
    const usable = candidates.filter(({ obstacle }) => obstacle === undefined);
    const seen = this.#see(usable);
    const ranked = [
      ...seen.map(({ subject }) => subject),
      ...byOrder(candidates.filter(({ obstacle }) => obstacle !== undefined)),
    ];
    // Whoever is open gets what finds out about it, and nothing else, unless there is nobody else.
    const best = seen.find(({ subject }) => !subject.isProbe || subject.isLastResort);
    if (best === undefined) return this.#waitOrFail(ranked);
    if (isAwaited) return this.#rescue(best, ranked);
    const wait = this.#waitForSlot(best, ranked);
    if (wait !== undefined) return wait;
    const look = this.#lookAt(seen, best);
    return look === undefined
      ? { ...this.#buy(best, seen), ranked, weighed: { kind: 'least-loss', current } }
      : {
          ...this.#buy(look.seen, seen),
          ranked,
          why: 'probe',
          weighed: { kind: 'look', ...look.due },
        };
  }

  /** To wait for a place at a full provider, where that is expected to cost less than to go to the best that is free. */
  #waitForSlot(best: Seen, ranked: readonly Candidate[]): Choice | undefined {
    const { now, stakes, candidates } = this.#situation;
    const full = candidates.flatMap((candidate): readonly FullProspect[] => {
      const place = candidate.obstacle === undefined ? undefined : candidate.expectedPlace();
      if (place === undefined) return [];
      return [{ ...this.#prospectOf(candidate), ...place, firstWaitMs: candidate.firstWaitMs }];
    });
    if (full.length === 0) return undefined;
    const prospects = candidates
      .filter(({ obstacle }) => obstacle === undefined)
      .map((candidate) => this.#prospectOf(candidate));
    const free = { prospects, loss: best.terms.loss * (1 - tie) };
    const wait = bestWait(full, { free, slackMs: this.#slackMs, stakes });
    if (wait === undefined) return undefined;
    const until = now + Math.max(shortestLookMs, wait.waitMs);
    return { kind: 'wait', until, ranked, for: wait.providerId };
  }

  /** The best first. */
  #see(usable: readonly Candidate[]): readonly Seen[] {
    const { stakes, current } = this.#situation;
    const seen = assess(usable, {
      slackMs: this.#slackMs,
      stakes,
      beliefOf: (candidate) => this.#believer.of(candidate, this.#situation),
    });
    const lossOf = ({ terms: { loss, providerId } }: Seen): number =>
      providerId === current ? loss * (1 - tie) : loss;
    return seen.toSorted(
      (left, right) => lossOf(left) - lossOf(right) || left.subject.order - right.subject.order,
    );
  }

  #prospectOf(candidate: Candidate): Prospect {
    return {
      providerId: candidate.providerId,
      price: candidate.price ?? this.#situation.stakes.usualPrice,
      belief: this.#believer.of(candidate, this.#situation),
    };
  }

  #buy({ subject: candidate, belief }: Seen, seen: readonly Seen[]): Omit<Purchase, 'ranked'> {
    const scores = new Map(
      seen.map(({ terms, belief }) => [terms.providerId, scoreOf(terms, belief)]),
    );
    return { kind: 'attempt', candidate, scores, lookAfterMs: firstLookMs[moodOf(belief)] };
  }

  /** An avoided provider whose look is due, if this task is the one to find out. */
  #lookAt(seen: readonly Seen[], best: Seen): Look | undefined {
    if (!this.#situation.isUntouched) return undefined;
    if (this.#slackMs <= slackToProbe * timeAt(best.belief.law, 1.6449)) return undefined;
    const [look] = seen.flatMap((other): readonly Look[] => {
      const due = other === best ? undefined : other.subject.lookDue;
      return due === undefined ? [] : [{ seen: other, due }];
    });
    return look;
  }

  #rescue(alternative: Seen, ranked: readonly Candidate[]): Choice {
    const { live, now, stakes } = this.#situation;
    const { subject: candidate, belief, price } = alternative;
    const inFlight = live.map((attempt) => ({
      ageMs: attempt.ageMs,
      belief: this.#believer.ofLive(attempt, this.#situation),
    }));
    const rescue = rescueTerms(
      {
        live: inFlight,
        alternative: { providerId: candidate.providerId, price, belief },
      },
      { slackMs: this.#slackMs, stakes },
    );
    if (rescue.now <= rescue.later) {
      const { now: atOnce, later } = rescue;
      const weighed = { kind: 'rescue', now: atOnce, later } as const;
      return { ...this.#buy(alternative, [alternative]), ranked, why: 'rescue', weighed };
    }
    const isUneasy = inFlight.some((attempt) => moodOf(attempt.belief) === 'uneasy');
    const longestMs = longestLookMs[isUneasy ? 'uneasy' : 'calm'];
    const waitMs = Math.max(shortestLookMs, Math.min(longestMs, rescue.waitMs / 2));
    return { kind: 'wait', until: now + waitMs, ranked };
  }

  /** @param ranked all candidates: none of them may be bought from. */
  #waitOrFail(ranked: readonly Candidate[]): Choice {
    const { candidates, stakes } = this.#situation;
    const blocked = ranked.filter(({ obstacle }) => obstacle !== undefined);
    const since = outageSince(candidates);
    if (since === undefined) return { ...choose(this.#situation, blocked), ranked };
    const price = Math.max(0, ...candidates.map(({ price = 0 }) => price));
    const shortWaitEndsAt = since + worthWaitingMs(stakes, price);
    return { ...choose({ ...this.#situation, shortWaitEndsAt }, blocked), ranked };
  }
}

const moodOf = ({ hypotheses }: Belief): 'calm' | 'uneasy' =>
  (hypotheses[0]?.probability ?? 1) >= calmFrom ? 'calm' : 'uneasy';
