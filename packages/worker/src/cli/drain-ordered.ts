import type { Clock } from '@understudy/core/provider';

import { isDrainOrderedSince } from '../control/drain-order.ts';
import type { Session } from '../store/database.ts';

const lookEveryMs = 1_000;

/** Resolves when somebody orders the fleet to drain; a database that is away is asked again. Never, once aborted. */
export async function drainOrdered(
  session: Session,
  {
    clock,
    signal,
    beganAt,
  }: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    /** On the database's clock. */
    readonly beganAt: number;
  },
): Promise<'drain-ordered'> {
  while (!signal.aborted) {
    if (await isDrainOrderedSince(session, beganAt).catch(() => false)) return 'drain-ordered';
    await clock.sleep(lookEveryMs, { signal, keepAlive: false }).catch(() => undefined);
  }
  return await new Promise<never>(() => undefined);
}
