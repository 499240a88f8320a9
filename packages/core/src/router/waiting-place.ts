import type { Choice } from '../strategy/choice.ts';
import { endOf, isOfTask, patienceWith } from '../strategy/obstacle.ts';

/** Where a task waits. */
export interface WaitingPlace {
  /** The same for all tasks that see every provider alike. */
  readonly line: string;
  readonly providerIds: ReadonlySet<string>;
  /** When the next obstacle ends that all of the line share; undefined when only an event ends one. */
  readonly until: number | undefined;
  /** When the task should look again whatever its line does; undefined when it need not. */
  readonly ownUntil: number | undefined;
}

export interface Waiting {
  readonly taskId: string;
  readonly taskType: string;
  /** When it looked: real time has gone on since, and what ended meanwhile still lies ahead of it. */
  readonly now: number;
  /** When its patience with those who refuse, rest or are being probed ends. */
  readonly shortWaitEndsAt: number;
}

/** Where newcomers stand until they have been asked for the first time. */
export const newcomers: WaitingPlace = {
  line: 'newcomers',
  providerIds: new Set(),
  until: undefined,
  ownUntil: undefined,
};

/** The place of a task that has decided to wait. What the account is at fault for, all of its line share. */
export function waitingPlaceOf(
  choice: Extract<Choice, { readonly kind: 'wait' }>,
  { taskId, taskType, now, shortWaitEndsAt }: Waiting,
): WaitingPlace {
  const shared: number[] = [];
  const own: number[] = [];
  const providerIds = new Set(choice.for === undefined ? [] : [choice.for]);
  const views: string[] = [];
  let isShort = false;
  for (const { providerId, obstacle } of choice.ranked) {
    const isOwn = obstacle !== undefined && isOfTask(obstacle);
    views.push(JSON.stringify([providerId, isOwn ? obstacle.kind : obstacle === undefined]));
    if (obstacle === undefined) continue;
    const patience = patienceWith(obstacle);
    if (patience === 'short') isShort = true;
    if (patience !== 'none' && choice.for === undefined) providerIds.add(providerId);
    (isOwn ? own : shared).push(
      (obstacle.kind === 'full' ? obstacle.nextTryAt : endOf(obstacle)) ?? Infinity,
    );
  }
  // Whoever waits although somebody is free does so for reasons of its own, unless it says for whom.
  const isByChoice = choice.ranked.some(({ obstacle }) => obstacle === undefined);
  const reason = isByChoice
    ? choice.for === undefined
      ? ['task', taskId]
      : ['for', choice.for]
    : [];
  if (choice.until !== undefined && !shared.includes(choice.until)) own.push(choice.until);
  if (isShort) own.push(shortWaitEndsAt);
  return {
    line: JSON.stringify([taskType, ...reason, ...views.toSorted()]),
    providerIds,
    until: next(shared, now),
    ownUntil: next(own, now),
  };
}

function next(ends: readonly number[], now: number): number | undefined {
  const end = Math.min(...ends.filter((at) => at > now));
  return Number.isFinite(end) ? end : undefined;
}
