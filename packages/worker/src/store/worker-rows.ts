import type { Database } from './database.ts';
import { schema } from './tables.ts';

/** A worker as `status` shows it. */
export interface WorkerRow {
  readonly workerId: string;
  readonly host: string;
  readonly pid: number;
  readonly state: 'working' | 'draining';
  readonly slots: number;
  readonly busy: number;
  readonly jobsDone: number;
}

/** A row and how long ago it was written. */
export interface SeenWorker extends WorkerRow {
  readonly seenAgoMs: number;
}

const now = `${schema}.job_now()`;
/** Whoever has not been seen for so long is gone. */
const goneAfter = `interval '1 minute'`;

/** Which workers there are; for people, and never relied upon. */
export class WorkerRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async show(worker: WorkerRow): Promise<void> {
    await this.#database.query(
      `INSERT INTO ${schema}.worker (worker_id, host, pid, state, slots, busy, jobs_done, started_at, seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, ${now}, ${now})
       ON CONFLICT (worker_id) DO UPDATE SET state = excluded.state, slots = excluded.slots, busy = excluded.busy,
         jobs_done = excluded.jobs_done, seen_at = excluded.seen_at`,
      [
        worker.workerId,
        worker.host,
        worker.pid,
        worker.state,
        worker.slots,
        worker.busy,
        worker.jobsDone,
      ],
    );
  }

  async remove(workerId: string): Promise<void> {
    await this.#database.query(
      `DELETE FROM ${schema}.worker WHERE worker_id = $1 OR seen_at < ${now} - ${goneAfter}`,
      [workerId],
    );
  }

  /** Those that were seen lately, by their names. */
  async list(): Promise<readonly SeenWorker[]> {
    return await this.#database.query<SeenWorker>(
      `SELECT worker_id AS "workerId", host, pid, state, slots, busy, jobs_done AS "jobsDone",
         (extract(epoch FROM ${now} - seen_at) * 1000)::float8 AS "seenAgoMs"
       FROM ${schema}.worker WHERE seen_at >= ${now} - ${goneAfter} ORDER BY worker_id`,
    );
  }
}
