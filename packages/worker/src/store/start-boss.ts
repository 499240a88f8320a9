import { PgBoss } from 'pg-boss';

import { bossSession } from './boss-session.ts';
import type { Database } from './database.ts';
import { createTables, leaseSeconds, queue, schema } from './tables.ts';

const daySeconds = 86_400;
/** The id of no job. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** How pg-boss treats our jobs. */
const queueOptions = {
  policy: 'standard',
  // A table of its own: claims stay fast before anybody has analysed it.
  partition: true,
  heartbeatSeconds: leaseSeconds,
  // A claim that was lost is counted by us, in `claim`: pg-boss shall give every job back, and never give one up.
  retryLimit: 1_000_000,
  retryDelay: 0,
  // The longest that pg-boss takes; a job's own deadline is shorter.
  expireInSeconds: daySeconds - 1,
  // A fleet may be down for long, and its jobs must still be there.
  retentionSeconds: 3_650 * daySeconds,
} as const;

/**
 * Starts pg-boss on a database of ours, with its tables and ours in place. Its timers only look after its own tables:
 * leases are swept by {@link Claims}, on our clock.
 * @param resultDays how long a result is kept.
 */
export async function startBoss(
  database: Database,
  { resultDays, onError }: { readonly resultDays: number; onError(error: Error): void },
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossSession(database),
    ...(database.engine === 'pglite' ? { backend: 'pglite' as const } : {}),
    schema,
    supervise: false,
    schedule: false,
  });
  boss.on('error', onError);
  await boss.start();
  const options = { ...queueOptions, deleteAfterSeconds: Math.ceil(resultDays * daySeconds) };
  await boss.createQueue(queue, options);
  // An existing queue keeps what it had, so the options of today are set once more.
  const { policy: _policy, partition: _partition, ...changeable } = options;
  await boss.updateQueue(queue, changeable);
  await database.query(createTables);
  // pg-boss looks its queue up once, on a session of its own: within a transaction of the embedded database that waits for ever.
  await boss.touch(queue, nobody);
  return boss;
}
