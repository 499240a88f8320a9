import type { PgBoss } from 'pg-boss';
import * as z from 'zod';

import type { Answer } from '../jobs/answer.ts';
import type { FailureReport } from '../jobs/failure-report.ts';
import type { JobData } from '../jobs/job-data.ts';
import { rankOf } from '../jobs/priority.ts';
import { isoTime } from '../seams/iso-time.ts';
import { isSettled } from './affected.ts';
import { bossSession } from './boss-session.ts';
import { attemptOf, type Claim } from './claim.ts';
import type { Database, Session } from './database.ts';
import type { Notices } from './notices.ts';
import { queue, schema } from './tables.ts';

/** A job that is to be stored. */
export interface NewJob {
  readonly jobId: string;
  readonly data: JobData;
  /** Absent for at once. */
  readonly notBeforeAtEpochMs?: number | undefined;
}

/** A job as pg-boss holds it; instants are milliseconds since 1970. */
export interface JobRow {
  readonly jobId: string;
  readonly state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  readonly data: unknown;
  readonly output: unknown;
  /** How many times it was claimed, less one while a worker has it. */
  readonly claim: number;
  readonly createdAt: number;
  readonly startAfter: number;
  readonly endedAt: number | undefined;
}

const rowSchema = z.object({
  id: z.string(),
  state: z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']),
  data: z.unknown(),
  output: z.unknown(),
  retry_count: z.number(),
  created_at: z.number(),
  start_after: z.number(),
  ended_at: z.number().nullable(),
});

const epochMs = (column: string, name: string): string =>
  `(extract(epoch FROM ${column}) * 1000)::float8 AS ${name}`;

/** The columns that {@link readJobRow} reads. */
export const jobColumns = `id, state::text AS state, data, output, retry_count,
  ${epochMs('created_on', 'created_at')}, ${epochMs('job.start_after', 'start_after')}, ${epochMs('completed_on', 'ended_at')}`;

/** Reads a row of pg-boss's. */
export function readJobRow(row: unknown): JobRow {
  const { id, state, data, output, retry_count, ...times } = rowSchema.parse(row);
  return {
    jobId: id,
    state,
    data,
    output,
    claim: retry_count,
    createdAt: times.created_at,
    startAfter: times.start_after,
    endedAt: times.ended_at ?? undefined,
  };
}

interface JobRowsInit {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly notices: Notices;
}

/** The rows of the jobs themselves. */
export class JobRows {
  readonly #boss: PgBoss;
  readonly #database: Database;
  readonly #notices: Notices;

  constructor({ boss, database, notices }: JobRowsInit) {
    this.#boss = boss;
    this.#database = database;
    this.#notices = notices;
  }

  /** Stores jobs, all or none. @returns those that were not there: an id that exists is left as it is. */
  async insert(jobs: readonly NewJob[], session?: Session): Promise<ReadonlySet<string>> {
    const rows = jobs.map(({ jobId, data, notBeforeAtEpochMs }) => ({
      id: jobId,
      data,
      priority: rankOf(data.priority),
      ...(notBeforeAtEpochMs === undefined ? {} : { startAfter: isoTime(notBeforeAtEpochMs) }),
    }));
    const within = session === undefined ? {} : { db: bossSession(session) };
    const inserted = await this.#boss.insert(queue, rows, { returnId: true, ...within });
    return new Set(inserted ?? []);
  }

  /** How many jobs wait for a worker. */
  async waitingCount(session: Session = this.#database): Promise<number> {
    const [row] = await session.query<{ readonly count: number }>(
      `SELECT count(*)::int AS count FROM ${schema}.job WHERE name = '${queue}' AND state < 'active'`,
    );
    return row?.count ?? 0;
  }

  /** How many jobs have ended in the last minute. */
  async endedWithinMinute(session: Session): Promise<number> {
    const [row] = await session.query<{ readonly count: number }>(
      `SELECT count(*)::int AS count FROM ${schema}.job
       WHERE name = '${queue}' AND completed_on > ${schema}.job_now() - interval '1 minute'`,
    );
    return row?.count ?? 0;
  }

  /** Those of some jobs that have ended. */
  async endedAmong(jobIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#database.query<{ readonly id: string }>(
      `SELECT id FROM ${schema}.job WHERE name = '${queue}' AND id = ANY($1::uuid[]) AND state >= 'completed'`,
      [jobIds],
    );
    return rows.map(({ id }) => id);
  }

  /** One job; undefined when there is none of that id. */
  async find(jobId: string): Promise<JobRow | undefined> {
    const [row] = await this.#database.query(
      `SELECT ${jobColumns} FROM ${schema}.job WHERE name = '${queue}' AND id = $1::uuid`,
      [jobId],
    );
    return row === undefined ? undefined : readJobRow(row);
  }

  /** Ends a job with its answer. False when the claim was lost. */
  async complete(claim: Claim, answer: Answer, endedAtEpochMs: number): Promise<boolean> {
    const isDone = isSettled(await this.#boss.complete(queue, attemptOf(claim), answer));
    if (isDone) this.#notices.tellEnded(claim.jobId, { state: 'solved', answer, endedAtEpochMs });
    return isDone;
  }

  /** Makes a dead letter of a job, which is kept until somebody redrives or purges it. False when the claim was lost. */
  async bury(claim: Claim, failure: FailureReport, endedAtEpochMs: number): Promise<boolean> {
    const rows = await this.#database.query(
      `UPDATE ${schema}.job SET state = 'failed', completed_on = ${schema}.job_now(), heartbeat_on = NULL,
         output = $3::jsonb, deletion_seconds = 0
       WHERE name = '${queue}' AND id = $1::uuid AND state = 'active' AND retry_count = $2 RETURNING id`,
      [claim.jobId, claim.claim, JSON.stringify(failure)],
    );
    if (rows.length > 0)
      this.#notices.tellEnded(claim.jobId, { state: 'failed', failure, endedAtEpochMs });
    return rows.length > 0;
  }

  /** Tells workers that there is something to claim. */
  announceReady(): void {
    this.#notices.tellReady();
  }
}
