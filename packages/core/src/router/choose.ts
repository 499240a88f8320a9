import { endOf, patienceWith } from './obstacle.ts';
import { type Candidate, rankCandidates } from './rank-candidates.ts';

/** What a task does next. */
export type Choice =
  | {
      readonly kind: 'attempt';
      readonly candidate: Candidate;
      readonly ranked: readonly Candidate[];
    }
  /** `until` is undefined when only an event can end the wait. */
  | {
      readonly kind: 'wait';
      readonly until: number | undefined;
      readonly ranked: readonly Candidate[];
    }
  | { readonly kind: 'fail'; readonly ranked: readonly Candidate[] };

export interface Situation {
  readonly candidates: readonly Candidate[];
  readonly now: number;
  readonly deadlineAt: number;
  /** Up to here the task waits for providers that refused it, rest or are being probed. */
  readonly shortWaitEndsAt: number;
  /** Whether an earlier attempt may still be answered. */
  readonly isAnswerPending: boolean;
  /** From a submit to the first poll: a provider that frees up later than that is of no use. */
  firstWaitMs(providerId: string): number;
}

/** Pure: the best candidate now, or how long it is worth waiting for one. */
export function choose(situation: Situation): Choice {
  const { candidates, isAnswerPending } = situation;
  const ranked = rankCandidates(candidates);
  const best = ranked[0];
  if (best !== undefined && best.obstacle === undefined)
    return { kind: 'attempt', candidate: best, ranked };
  const waits = ranked.flatMap((candidate) => waitFor(candidate, situation));
  if (waits.length === 0 && !isAnswerPending) return { kind: 'fail', ranked };
  const until = Math.min(...waits);
  return { kind: 'wait', until: Number.isFinite(until) ? until : undefined, ranked };
}

/** When a candidate may become available, if the task can wait for that: none, or one instant (Infinity: an event). */
function waitFor({ providerId, obstacle }: Candidate, situation: Situation): readonly number[] {
  if (obstacle === undefined) return [];
  const patience = patienceWith(obstacle);
  if (patience === 'none') return [];
  const { now, deadlineAt, shortWaitEndsAt } = situation;
  const endsAt = endOf(obstacle) ?? Infinity;
  // Only an event can end a lack of slots or a probe, and it may come at any time.
  const availableAt = obstacle.kind === 'full' || obstacle.kind === 'being-probed' ? now : endsAt;
  if (availableAt + situation.firstWaitMs(providerId) >= deadlineAt) return [];
  if (patience === 'short' && Math.max(availableAt, now) >= shortWaitEndsAt) return [];
  return [endsAt];
}
