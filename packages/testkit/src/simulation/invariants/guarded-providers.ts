import type { RouterEvent } from '@understudy/core';

import { type Guard, Guards } from './guards.ts';
import type { Invariant } from './invariant.ts';

const probeEveryMs = 5_000;
/** Instants are sums of fractions of a millisecond. */
const rounding = 1e-6;
/** No look at a latched account follows another sooner. */
const shortestLatchMs = 60_000;

type AttemptStarted = Extract<RouterEvent, { readonly type: 'attempt-started' }>;

/**
 * I6: no submit to a latched account but its one trial, and none to an open provider but a probe, one undecided at a
 * time. While every provider that is not latched is open, each is probed every five seconds at most, unless the last
 * probe was accepted.
 */
export const guardsProviders: Invariant = ({ facts, record, check }) => {
  const guards = new Guards();
  const serviceOf = new Map(facts.services.map((known) => [known.providerId, known]));
  const typeOf = new Map<string, string>();
  /** When an account was latched, or was last sent a trial. */
  const restingSince = new Map<string, number>();
  const trials = new Set<string>();
  const lastProbes = new Map<string, { readonly attemptId: string; readonly at: number }>();
  const guardOf = (providerId: string, taskType: string): Guard =>
    guards.of({ providerId, taskType, service: serviceOf.get(providerId)?.service ?? '' });
  const isEverybodyOpen = (taskType: string): boolean =>
    facts.services
      .filter(
        ({ providerId, taskTypes }) =>
          !restingSince.has(providerId) && taskTypes.includes(taskType),
      )
      .every(({ providerId }) => guardOf(providerId, taskType).state !== 'closed');
  const wasAccepted = (attemptId: string | undefined): boolean =>
    attemptId !== undefined && record.attempts.get(attemptId)?.knownAt !== undefined;

  const judgeAttempt = (atMs: number, event: AttemptStarted): void => {
    const { providerId, attemptId, taskId, decision } = event;
    const restingFor = atMs - (restingSince.get(providerId) ?? atMs);
    if (restingSince.has(providerId) && restingFor >= shortestLatchMs) {
      const isBlind = serviceOf.get(providerId)?.hasFreeLook === true;
      check(!isBlind, () => `${providerId} was sent a task where a free call would do`, taskId);
      trials.add(attemptId);
      restingSince.set(providerId, atMs);
    }
    const taskType = typeOf.get(taskId) ?? '';
    const guard = guardOf(providerId, taskType);
    const { isProbe } = decision;
    // The policy `resubmit` goes there once, whatever stands in the way: its caller asked for it.
    const isAllowed = guard.state === 'closed' || isProbe || decision.reason === 'resubmit';
    check(isAllowed, () => `${attemptId} goes to ${providerId}, which is ${guard.state}`, taskId);
    if (!isProbe) return;
    check(guard.probe === undefined, () => `${providerId} is being probed already`, taskId);
    const lastProbe = lastProbes.get(providerId);
    const sinceMs = atMs - (lastProbe?.at ?? -Infinity);
    const isSoon = sinceMs < probeEveryMs - rounding && !wasAccepted(lastProbe?.attemptId);
    const soon = () => `${providerId} was probed again after ${sinceMs} ms`;
    check(!isSoon || !isEverybodyOpen(taskType), soon, taskId);
    guard.probe = attemptId;
    lastProbes.set(providerId, { attemptId, at: atMs });
  };

  return {
    hear: (happening) => {
      const { atMs } = happening;
      if (happening.kind === 'submit-received') {
        const { providerId, attemptId } = happening;
        const isTrial = trials.has(attemptId);
        const { taskId } = record.attempt(happening);
        const isAtRest = restingSince.has(providerId) && !isTrial;
        check(!isAtRest, () => `${attemptId} was sent to ${providerId}, which is latched`, taskId);
      }
      if (happening.kind === 'health') {
        for (const { providerId, types } of happening.health.providers) {
          for (const [taskType, { breaker }] of Object.entries(types)) {
            const known = guardOf(providerId, taskType).state;
            const isSame = (breaker === 'closed') === (known === 'closed');
            check(
              isSame,
              () => `${providerId} is ${breaker} for ${taskType}, by its events ${known}`,
            );
          }
        }
      }
      if (happening.kind !== 'event') return;
      const { event } = happening;
      if (event.type === 'task-started') typeOf.set(event.taskId, event.taskType);
      if (event.type === 'account-latched') restingSince.set(event.providerId, atMs);
      if (event.type === 'account-unlatched') restingSince.delete(event.providerId);
      if (event.type === 'breaker-changed') guards.follow(event);
      if (event.type === 'attempt-started') judgeAttempt(atMs, event);
    },
  };
};
