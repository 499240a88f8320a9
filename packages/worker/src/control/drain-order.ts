import type { Session } from '../store/database.ts';
import { schema } from '../store/tables.ts';

/** Tells every supervisor of the fleet to drain; each looks once a second. */
export async function orderDrain(session: Session): Promise<void> {
  await session.query(
    `INSERT INTO ${schema}.control (name, value, set_at) VALUES ('drain', '{}', now())
     ON CONFLICT (name) DO UPDATE SET set_at = now()`,
  );
}

/** Whether the fleet was told to drain and no supervisor has begun anew since. */
export async function isDrainOrdered(session: Session): Promise<boolean> {
  const rows = await session.query(`SELECT 1 AS one FROM ${schema}.control WHERE name = 'drain'`);
  return rows.length > 0;
}

/** For a supervisor that begins: an order to those before it is not meant for it. */
export async function clearDrainOrder(session: Session): Promise<void> {
  await session.query(`DELETE FROM ${schema}.control WHERE name = 'drain'`);
}
