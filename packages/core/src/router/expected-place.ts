import { crowdingOf } from '../health/crowding.ts';
import { slotWaitMs } from '../health/slot-wait.ts';
import { meanMs } from '../health/solve-law.ts';
import type { ExpectedPlace } from '../strategy/candidate.ts';
import type { Obstacle } from '../strategy/obstacle.ts';
import type { Account } from './account.ts';

export interface PlaceOptions {
  readonly obstacle: Obstacle | undefined;
  readonly taskType: string;
  readonly now: number;
  /** How many callers are served before. */
  readonly ahead: number;
}

/** When a task is expected to get a place at an account that is full or paced; undefined when it is neither. */
export function expectedPlace(
  account: Account,
  { obstacle, taskType, now, ahead }: PlaceOptions,
): ExpectedPlace | undefined {
  if (obstacle === undefined) return undefined;
  const { slots, arrivals } = account;
  if (obstacle.kind === 'paced') {
    const { count = 1, perMs = 0 } = account.provider.supports.limits.submits ?? {};
    const waitMs = obstacle.until - now + Math.floor(ahead / count) * perMs;
    return { waitMs, crowding: Math.min(1, (arrivals.perMs * perMs) / count) };
  }
  const isResting = obstacle.kind === 'cooling-off' && obstacle.isFull;
  if (obstacle.kind !== 'full' && !isResting) return undefined;
  const { law } = account.health.of(taskType);
  const inWork = Array.from(slots.inWork, (task) => ({
    ageMs: now - task.since,
    law: account.health.of(task.taskType).law,
  }));
  const waitMs = Math.max(
    isResting ? obstacle.until - now : 0,
    slotWaitMs({ inWork, slots: slots.limit, ahead, law }),
    // When others hold the slots, nothing is known but how long they have: as long again is a fair guess.
    now - (slots.refusedSince ?? now),
  );
  const isLimited = Number.isFinite(slots.limit);
  // Whoever waits is in the way of others from now on, and not only while it has the slot.
  return {
    waitMs,
    crowding: isLimited ? crowdingOf(arrivals.perMs * (meanMs(law) + waitMs), slots.limit) : 0,
  };
}
