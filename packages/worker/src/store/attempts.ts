import type { AttemptReport, TicketRecord } from '@understudy/core';

import type { Answer } from '../jobs/answer.ts';
import { type Claim, signedBy } from './claim.ts';
import type { Database } from './database.ts';
import { type BoughtBecause, readAttempt, type StoredAttempt } from './stored-attempt.ts';
import { queue, schema } from './tables.ts';

const now = `${schema}.job_now()`;

/** What is about to be bought. */
export interface Purchase {
  readonly attemptId: string;
  readonly providerId: string;
  readonly because: BoughtBecause;
}

/** The purchases of every job: booked before they are paid, with their tickets before they are polled. */
export class Attempts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Books a purchase, and checks in the same statement that the worker still holds the job: a lease that has passed
   * counts as lost even before anybody has swept it. False when nothing may be bought.
   */
  async book({ jobId, claim, workerId }: Claim, purchase: Purchase): Promise<boolean> {
    const rows = await this.#database.query(
      `WITH held AS (
         SELECT id, retry_count FROM ${schema}.job
         WHERE name = '${queue}' AND id = $1::uuid AND state = 'active' AND retry_count = $2::int
           AND heartbeat_on + heartbeat_seconds * interval '1 second' > ${now}
         FOR UPDATE),
       signed AS (${signedBy('held', '$6')})
       INSERT INTO ${schema}.attempt (job_id, attempt_id, claim, provider_id, because, booked_at)
       SELECT id, $3, retry_count, $4, $5, ${now} FROM held RETURNING job_id`,
      [jobId, claim, purchase.attemptId, purchase.providerId, purchase.because, workerId],
    );
    return rows.length > 0;
  }

  /** Keeps a paid ticket. Whoever paid for it may have lost the job meanwhile; the ticket is true all the same. */
  async storeTicket(jobId: string, record: TicketRecord): Promise<void> {
    await this.#database.query(
      `UPDATE ${schema}.attempt SET ticket = $3::jsonb WHERE job_id = $1::uuid AND attempt_id = $2`,
      [jobId, record.attemptId, JSON.stringify(record)],
    );
  }

  /** Writes down how attempts ended. */
  async end(jobId: string, reports: readonly AttemptReport[]): Promise<void> {
    const ended = reports.filter(({ outcome }) => outcome !== 'live');
    if (ended.length === 0) return;
    await this.#database.query(
      `UPDATE ${schema}.attempt SET outcome = ended.report->>'outcome', report = ended.report
       FROM (SELECT jsonb_array_elements($2::jsonb) AS report) AS ended
       WHERE job_id = $1::uuid AND attempt_id = ended.report->>'attemptId'`,
      [jobId, JSON.stringify(ended)],
    );
  }

  /** Ends one attempt of which there is no report: a ticket of another process, collected to its end. */
  async endTicket(
    jobId: string,
    attemptId: string,
    outcome: AttemptReport['outcome'],
  ): Promise<void> {
    await this.#database.query(
      `UPDATE ${schema}.attempt SET outcome = $3 WHERE job_id = $1::uuid AND attempt_id = $2`,
      [jobId, attemptId, outcome],
    );
  }

  /** Keeps an answer that came after the lease had passed, for whoever holds the job now. */
  async keepAnswer(jobId: string, answer: Answer): Promise<void> {
    await this.#database.query(
      `UPDATE ${schema}.attempt SET answer = $3::jsonb WHERE job_id = $1::uuid AND attempt_id = $2`,
      [jobId, answer.attemptId, JSON.stringify(answer)],
    );
  }

  /** The attempts of a job, oldest first. */
  async of(jobId: string): Promise<readonly StoredAttempt[]> {
    return (await this.ofAll([jobId])).get(jobId) ?? [];
  }

  /** The attempts of several jobs, by the job's id, oldest first. */
  async ofAll(jobIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoredAttempt[]>> {
    const rows = await this.#database.query<{ readonly job_id: string }>(
      `SELECT job_id, attempt_id, claim, provider_id, because, ticket, outcome, report, answer,
         (extract(epoch FROM attempt.booked_at) * 1000)::float8 AS booked_at
       FROM ${schema}.attempt WHERE job_id = ANY($1::uuid[]) ORDER BY attempt.booked_at, attempt_id`,
      [jobIds],
    );
    const byJob = Map.groupBy(rows, ({ job_id: jobId }) => jobId);
    return new Map([...byJob].map(([jobId, bought]) => [jobId, bought.map(readAttempt)]));
  }
}
