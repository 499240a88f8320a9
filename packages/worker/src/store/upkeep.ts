import type { Database } from './database.ts';
import { queue, schema } from './tables.ts';

/** At most so many rows at a time: nobody should wait for it. */
const mostRows = 1_000;

/** Keeps the tables small. */
export class Upkeep {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Throws away what is known of jobs that pg-boss keeps no longer. */
  async tidy(): Promise<void> {
    for (const table of ['attempt', 'claim'] as const) {
      await this.#database.query(
        `DELETE FROM ${schema}.${table} WHERE job_id IN (
           SELECT job_id FROM ${schema}.${table} AS old
           WHERE NOT EXISTS (SELECT 1 FROM ${schema}.job WHERE name = '${queue}' AND id = old.job_id)
           LIMIT ${mostRows})`,
      );
    }
    // An embedded database has no daemon that does it: every heartbeat would leave a dead row for ever.
    if (this.#database.engine !== 'pglite') return;
    for (const table of ['job', 'attempt', 'claim', 'worker'] as const) {
      await this.#database.query(`VACUUM (ANALYZE) ${schema}.${table}`);
    }
  }
}
