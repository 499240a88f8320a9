import type { Clock } from '@understudy/core/provider';

import { inTime } from './in-time.ts';
import type { Tell } from './supervisor-event.ts';

/** Gives back every job of a worker that is dead. @returns how many. */
export type GiveBackOf = (workerId: string) => Promise<number>;

/** The leases pass by themselves not much later: nobody waits longer for a database that is away. */
const limitMs = 2_000;

/** Gives back what a dead worker held, in a bounded time. Never rejects. */
export async function giveBackJobs({
  workerId,
  giveBackOf,
  clock,
  tell,
}: {
  readonly workerId: string;
  readonly giveBackOf: GiveBackOf;
  readonly clock: Clock;
  readonly tell: Tell;
}): Promise<void> {
  const count = await inTime({ clock, limitMs }, () => giveBackOf(workerId));
  if (count === undefined) tell({ type: 'give-back-failed', workerId });
  else if (count > 0) tell({ type: 'jobs-given-back', workerId, count });
}
