import type { DecisionReason } from '@understudy/core';

import type { Invariant } from './invariant.ts';
import type { AttemptRecord } from './world-record.ts';

const mostLive = 2;
/** At the least so long a task may be in work where the reply to its submit is missing. */
const shortestUnknownLifeMs = 60_000;
/** Beside another live attempt they explain nothing. */
const unexplained: ReadonlySet<DecisionReason> = new Set(['first', 'after-refusal']);

/**
 * I4: a task is live at two providers at most, at each once, and a second time only for a logged reason; the policy
 * `resubmit` alone may exceed it, once.
 */
export const livesTwiceAtMost: Invariant = ({ facts, record, check }) => {
  const lifetimeOf = new Map(facts.services.map((known) => [known.providerId, known.lifetimeMs]));
  const isLive = (attempt: AttemptRecord, at: number): boolean => {
    const { submittedAt, acceptedAt, ended, providerId } = attempt;
    if (submittedAt === undefined) return false;
    if (ended?.outcome === 'unknown') return at < submittedAt + shortestUnknownLifeMs;
    const lifetimeMs = lifetimeOf.get(providerId) ?? Infinity;
    return ended === undefined && at <= (acceptedAt ?? submittedAt) + lifetimeMs;
  };
  return {
    hear: (happening) => {
      if (happening.kind !== 'submit-received') return;
      const attempt = record.attempt(happening);
      const task = record.taskOf(attempt);
      if (task === undefined) return;
      const { taskId } = task;
      const others = task.attempts.filter(
        (other) => other !== attempt && isLive(other, happening.atMs),
      );
      const reason = attempt.decision?.reason ?? 'first';
      const resubmits = task.attempts.filter(({ decision }) => decision?.reason === 'resubmit');
      if (reason === 'resubmit') {
        check(resubmits.length === 1, () => `${taskId} was resubmitted more than once`, taskId);
        return;
      }
      const crowd = () => `${taskId} went to ${attempt.providerId} while live ${others.length}x`;
      check(others.length - resubmits.length < mostLive, crowd, taskId);
      const isHere = others.some(({ providerId }) => providerId === attempt.providerId);
      check(!isHere, () => `${taskId} is live at ${attempt.providerId} already`, taskId);
      const isExplained = others.length === 0 || !unexplained.has(reason);
      check(isExplained, () => `${taskId} was bought again with reason "${reason}"`, taskId);
    },
  };
};
