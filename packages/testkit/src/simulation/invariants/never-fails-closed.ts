import type { BreakerState, ProviderHealth, RouterHealth } from '@understudy/core';

import type { Invariant } from './invariant.ts';
import type { ServiceFacts } from './world-facts.ts';
import type { AttemptRecord, TaskRecord } from './world-record.ts';

/** A provider that was tried by anybody so recently need not be tried by everybody. */
const recentMs = 10_000;
const mostPaidAttempts = 6;
const mostLive = 2;

const isUnknown = ({ left, ended }: AttemptRecord): boolean =>
  left === 'submit-timeout' || ended?.outcome === 'unknown';

const maybeLive = ({ submittedAt, ended }: AttemptRecord): boolean =>
  submittedAt !== undefined && (ended === undefined || ended.outcome === 'unknown');

/** A derived breaker is a task type's. */
const breakerOf = ({ types, breaker }: ProviderHealth, taskType: string): BreakerState =>
  types[taskType]?.breaker ?? breaker.state;

/** I9: a task fails for want of a provider only when every one that is not latched was tried, or has a reason to rest. */
export const neverFailsClosed: Invariant = ({ facts, record, check }) => {
  const submits = new Map<string, number[]>(facts.services.map((known) => [known.providerId, []]));
  /** By service: what one account finds out of the wire holds for all of them. */
  const triedAt = new Map<string, number>();
  const serviceOf = new Map(facts.services.map((known) => [known.providerId, known.service]));
  const asksRestUntil = new Map<string, number>();
  let health: RouterHealth | undefined;
  const stateOf = (providerId: string) =>
    health?.providers.find((known) => known.providerId === providerId);
  /** Another one is open for business, so an open breaker may rest. */
  const isAnybodyClosed = (taskType: string): boolean =>
    health?.providers.some((known) => !known.latch && breakerOf(known, taskType) === 'closed') ??
    true;

  const isExcused = (service: ServiceFacts, task: TaskRecord, at: number): boolean => {
    const { providerId, price, firstWaitMs, submits: limit } = service;
    const { attempts, call, startedAt } = task;
    const sent = submits.get(providerId) ?? [];
    const known = stateOf(providerId);
    const spent = attempts.filter((one) => one.acceptedAt !== undefined && !one.isRefunded);
    const money = spent.reduce((sum, one) => sum + one.price, 0);
    const deadlineAt = startedAt + (call?.deadlineMs ?? Infinity);
    const inWindow = sent.filter((sentAt) => limit !== undefined && sentAt + limit.perMs > at);
    return (
      known?.latch !== undefined ||
      !service.taskTypes.includes(task.taskType) ||
      attempts.some((attempt) => attempt.providerId === providerId) ||
      (triedAt.get(service.service) ?? -Infinity) + recentMs >= at ||
      (asksRestUntil.get(providerId) ?? -Infinity) >= at ||
      (known !== undefined &&
        breakerOf(known, task.taskType) !== 'closed' &&
        isAnybodyClosed(task.taskType)) ||
      (known !== undefined && breakerOf(known, task.taskType) === 'probing') ||
      inWindow.length >= (limit?.count ?? Infinity) ||
      at + firstWaitMs >= deadlineAt ||
      money + price > (call?.budget ?? Infinity) + 1e-9 ||
      attempts.length >= mostPaidAttempts ||
      attempts.filter(maybeLive).length >= mostLive ||
      (facts.failsOnUnknown === true && attempts.some(isUnknown))
    );
  };
  return {
    hear: (happening) => {
      const { atMs } = happening;
      if (happening.kind === 'health') health = happening.health;
      if (happening.kind === 'submit-received') {
        submits.get(happening.providerId)?.push(atMs);
      }
      if (happening.kind === 'event' && happening.event.type === 'attempt-started')
        triedAt.set(serviceOf.get(happening.event.providerId) ?? '', atMs);
      if (happening.kind === 'submit-replied' || happening.kind === 'poll-replied') {
        const { providerId, retryAfterMs = 0 } = happening;
        const until = Math.max(asksRestUntil.get(providerId) ?? 0, atMs + retryAfterMs);
        asksRestUntil.set(providerId, until);
      }
      if (happening.kind !== 'event' || happening.event.type !== 'task-settled') return;
      const { taskId, code, outcome } = happening.event;
      const task = record.tasks.get(taskId);
      const isForWant = code === 'all-attempts-failed' || code === 'no-provider-for-task';
      if (task === undefined || outcome !== 'failed' || !isForWant) return;
      for (const service of facts.services) {
        const untried = () => `${taskId} failed and ${service.providerId} was not tried`;
        check(isExcused(service, task, atMs), untried, taskId);
      }
    },
  };
};
