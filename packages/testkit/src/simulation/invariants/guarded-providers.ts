import type { BreakerState } from '@understudy/core';

import type { Invariant } from './invariant.ts';

const probeEveryMs = 5_000;
/** Instants are sums of fractions of a millisecond. */
const rounding = 1e-6;
/** No look at a latched account follows another sooner. */
const shortestLatchMs = 60_000;

interface Guard {
  state: BreakerState;
  /** The probe that is undecided. */
  probe: string | undefined;
  lastProbe: { readonly attemptId: string; readonly at: number } | undefined;
}

/**
 * I6: no submit to a latched account but its one trial, and none to an open provider but a probe, one undecided at a
 * time. While every provider that is not latched is open, each is probed every five seconds at most, unless the last
 * probe was accepted.
 */
export const guardsProviders: Invariant = ({ facts, record, check }) => {
  const guards = new Map<string, Guard>(
    facts.services.map(({ service }) => [
      service,
      { state: 'closed', probe: undefined, lastProbe: undefined },
    ]),
  );
  const serviceOf = new Map(facts.services.map((known) => [known.providerId, known]));
  /** When an account was latched, or was last sent a trial. */
  const restingSince = new Map<string, number>();
  const trials = new Set<string>();
  const isEverybodyOpen = (): boolean =>
    facts.services
      .filter(({ providerId }) => !restingSince.has(providerId))
      .every(({ service }) => guards.get(service)?.state !== 'closed');
  const wasAccepted = (attemptId: string | undefined): boolean =>
    attemptId !== undefined && record.attempts.get(attemptId)?.knownAt !== undefined;

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
        for (const { service, breaker } of happening.health.providers) {
          const known = guards.get(service)?.state;
          const isSame = (breaker.state === 'closed') === (known === 'closed');
          check(isSame, () => `${service} is ${breaker.state}, by its events ${known}`);
        }
      }
      if (happening.kind !== 'event') return;
      const { event } = happening;
      if (event.type === 'account-latched') restingSince.set(event.providerId, atMs);
      if (event.type === 'account-unlatched') restingSince.delete(event.providerId);
      if (event.type === 'breaker-changed') {
        const guard = guards.get(event.service);
        if (guard === undefined) return;
        guard.state = event.state;
        if (event.state !== 'probing') guard.probe = undefined;
      }
      if (event.type !== 'attempt-started') return;
      const { providerId, attemptId, taskId, decision } = event;
      const guard = guards.get(serviceOf.get(providerId)?.service ?? '');
      if (guard === undefined) return;
      const restingFor = atMs - (restingSince.get(providerId) ?? atMs);
      if (restingSince.has(providerId) && restingFor >= shortestLatchMs) {
        const isBlind = serviceOf.get(providerId)?.hasFreeLook === true;
        check(!isBlind, () => `${providerId} was sent a task where a free call would do`, taskId);
        trials.add(attemptId);
        restingSince.set(providerId, atMs);
      }
      const { isProbe } = decision;
      // The policy `resubmit` goes there once, whatever stands in the way: its caller asked for it.
      const isAllowed = guard.state === 'closed' || isProbe || decision.reason === 'resubmit';
      check(isAllowed, () => `${attemptId} goes to ${providerId}, which is ${guard.state}`, taskId);
      if (!isProbe) return;
      check(guard.probe === undefined, () => `${providerId} is being probed already`, taskId);
      const sinceMs = atMs - (guard.lastProbe?.at ?? -Infinity);
      const isSoon = sinceMs < probeEveryMs - rounding && !wasAccepted(guard.lastProbe?.attemptId);
      const soon = () => `${providerId} was probed again after ${sinceMs} ms`;
      check(!isSoon || !isEverybodyOpen(), soon, taskId);
      guard.probe = attemptId;
      guard.lastProbe = { attemptId, at: atMs };
    },
  };
};
