import type { PgBoss } from 'pg-boss';

import { readJobData } from '../jobs/job-data.ts';
import { settledBy } from './affected.ts';
import { attemptOf, type Claim, signedBy } from './claim.ts';
import type { Database } from './database.ts';
import { queue, schema } from './tables.ts';

/**
 * Why a claim ended before its job: given back unharmed, given back to be tried again, or its worker died. Rows that say
 * `lease-lost` or `redriven` were crashes until more was known.
 */
export type ClaimEnd = 'handed-back' | 'retried' | 'crashed';

const now = `${schema}.job_now()`;

/** Gives active jobs back: by the next claim their `retry_count` is one more, so that the old one is fenced off. */
const giveBack = (condition: string, after = now): string =>
  `UPDATE ${schema}.job SET state = 'retry', heartbeat_on = NULL, start_after = ${after}, retry_limit = retry_limit + 1
   WHERE name = '${queue}' AND state = 'active' AND ${condition} RETURNING id, retry_count`;

/** Writes down how the claims of `given` ended. */
const endClaims = (why: ClaimEnd): string =>
  `INSERT INTO ${schema}.claim (job_id, claim, worker_id, claimed_at, ended_at, ended_by)
   SELECT id, retry_count, '', ${now}, ${now}, '${why}' FROM given
   ON CONFLICT (job_id, claim) DO UPDATE SET ended_at = excluded.ended_at, ended_by = excluded.ended_by
   RETURNING job_id`;

/** Who holds which job, and for how long. */
export class Claims {
  readonly #boss: PgBoss;
  readonly #database: Database;

  constructor({ boss, database }: { readonly boss: PgBoss; readonly database: Database }) {
    this.#boss = boss;
    this.#database = database;
  }

  /** Claims the most urgent jobs that may begin, at most so many. */
  async take(count: number, workerId: string): Promise<readonly Claim[]> {
    const jobs = await this.#boss.fetch(queue, { batchSize: count });
    return jobs.map(({ id, retryCount, data }) => ({
      jobId: id,
      claim: retryCount,
      workerId,
      data: readJobData(data),
    }));
  }

  /** Writes down who holds a job that may buy nothing, because an earlier worker has; else the booking does. */
  async sign({ jobId, claim, workerId }: Claim): Promise<void> {
    await this.#database.query(
      signedBy('(SELECT $1::uuid AS id, $2::int AS retry_count) AS held', '$3'),
      [jobId, claim, workerId],
    );
  }

  /** Renews the leases. @returns the jobs that are still held. */
  async touch(claims: readonly Claim[]): Promise<ReadonlySet<string>> {
    return settledBy(await this.#boss.touch(queue, claims.map(attemptOf)));
  }

  /** Gives a job back before it has ended. False when the claim was lost already. */
  async handBack(
    claim: Claim,
    { afterMs = 0, why }: { readonly afterMs?: number; readonly why: 'handed-back' | 'retried' },
  ): Promise<boolean> {
    const after = `${now} + $1::float8 * interval '1 millisecond'`;
    const rows = await this.#database.query(
      `WITH given AS (${giveBack('id = $2::uuid AND retry_count = $3', after)}) ${endClaims(why)}`,
      [afterMs, claim.jobId, claim.claim],
    );
    return rows.length > 0;
  }

  /** Says that a worker outlived its lease, so that nobody takes it for a crash. */
  async noteLost({ jobId, claim }: Claim): Promise<void> {
    await this.#database.query(
      `UPDATE ${schema}.claim SET ended_at = ${now}, ended_by = 'lease-lost'
       WHERE job_id = $1::uuid AND claim = $2 AND ended_by IS DISTINCT FROM 'handed-back'`,
      [jobId, claim],
    );
  }

  /** Gives back every job whose worker has shown no sign of life within its lease. @returns how many. */
  async sweep(): Promise<number> {
    const isOver = `heartbeat_on + heartbeat_seconds * interval '1 second' < ${now}`;
    const rows = await this.#database.query(
      `WITH given AS (${giveBack(isOver)}) ${endClaims('crashed')}`,
    );
    return rows.length;
  }

  /** Gives back every job of a worker that is known to be dead. @returns how many. */
  async giveBackOf(workerId: string): Promise<number> {
    const isIts = `(id, retry_count) IN
      (SELECT job_id, claim FROM ${schema}.claim WHERE worker_id = $1 AND ended_at IS NULL)`;
    const rows = await this.#database.query(
      `WITH given AS (${giveBack(isIts)}) ${endClaims('crashed')}`,
      [workerId],
    );
    return rows.length;
  }

  /** Gives back every job that anybody held: for a database that has one process, which has just begun. @returns how many. */
  async giveBackAll(): Promise<number> {
    const rows = await this.#database.query(
      `WITH given AS (${giveBack('true')}) ${endClaims('crashed')}`,
    );
    return rows.length;
  }

  /** How the earlier claims of a job ended, by how many times. */
  async endsOf(jobId: string): Promise<Readonly<Record<'crashed' | 'retried', number>>> {
    const [row] = await this.#database.query<{
      readonly crashed: number;
      readonly retried: number;
    }>(
      `SELECT count(*) FILTER (WHERE ended_by = 'crashed')::int AS crashed,
         count(*) FILTER (WHERE ended_by = 'retried')::int AS retried
       FROM ${schema}.claim WHERE job_id = $1::uuid`,
      [jobId],
    );
    return row ?? { crashed: 0, retried: 0 };
  }
}
