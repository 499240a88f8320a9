import type { Session } from '../store/database.ts';
import { schema } from '../store/tables.ts';

const epochMs = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;

/** Tells every supervisor of the fleet that is at work now to drain; each looks once a second. */
export async function orderDrain(session: Session): Promise<void> {
  await session.query(
    `INSERT INTO ${schema}.control (name, value, set_at) VALUES ('drain', '{}', now())
     ON CONFLICT (name) DO UPDATE SET set_at = now()`,
  );
}

/** What the database's clock says, which orders go by. */
export async function databaseEpochMs(session: Session): Promise<number> {
  const [row] = await session.query<{ readonly at: number }>(`SELECT ${epochMs('now()')} AS at`);
  return row?.at ?? 0;
}

/** Whether an order to drain has come since a supervisor began: earlier ones were meant for those before it. */
export async function isDrainOrderedSince(session: Session, beganAt: number): Promise<boolean> {
  const rows = await session.query(
    `SELECT 1 AS one FROM ${schema}.control WHERE name = 'drain' AND ${epochMs('set_at')} > $1`,
    [beganAt],
  );
  return rows.length > 0;
}

/** Whether a worker is at work that was told to drain. */
export async function isDraining(session: Session): Promise<boolean> {
  const rows = await session.query(
    `SELECT 1 AS one FROM ${schema}.control, ${schema}.worker
     WHERE name = 'drain' AND started_at < set_at AND seen_at > now() - interval '10 seconds' LIMIT 1`,
  );
  return rows.length > 0;
}
