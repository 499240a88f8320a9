import type { Candidate } from './candidate.ts';
import type { Choice } from './choice.ts';
import { endOf, patienceWith } from './obstacle.ts';
import type { Situation } from './situation.ts';

/** Pure: the best candidate now, or how long it is worth waiting for one. @param ranked all candidates, best first. */
export function choose(situation: Situation, ranked: readonly Candidate[]): Choice {
  if (situation.isAwaited) return { kind: 'wait', until: undefined, ranked };
  const best = ranked[0];
  if (best !== undefined && best.obstacle === undefined)
    return { kind: 'attempt', candidate: best, ranked };
  const waits = ranked.flatMap((candidate) => waitFor(candidate, situation));
  if (waits.length === 0 && !situation.isAnswerPending) return { kind: 'fail', ranked };
  const until = Math.min(...waits);
  return { kind: 'wait', until: Number.isFinite(until) ? until : undefined, ranked };
}

/** When a candidate may become available, if the task can wait for that: none, or one instant (Infinity: an event). */
function waitFor({ obstacle, firstWaitMs }: Candidate, situation: Situation): readonly number[] {
  if (obstacle === undefined) return [];
  const patience = patienceWith(obstacle);
  if (patience === 'none') return [];
  const { now, deadlineAt, shortWaitEndsAt } = situation;
  const endsAt = endOf(obstacle) ?? Infinity;
  // Only an event can end a lack of slots or a probe, and it may come at any time.
  const availableAt = obstacle.kind === 'full' || obstacle.kind === 'being-probed' ? now : endsAt;
  if (availableAt + firstWaitMs >= deadlineAt) return [];
  if (patience === 'short' && Math.max(availableAt, now) >= shortWaitEndsAt) return [];
  return [endsAt];
}
