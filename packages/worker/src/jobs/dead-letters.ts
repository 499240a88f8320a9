import { type Clock, parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { Store } from '../store/open-store.ts';
import { jobColumns, readJobRow } from '../store/job-rows.ts';
import { queue, schema } from '../store/tables.ts';
import { buildJob } from './build-job.ts';
import type { Job } from './job.ts';
import { isJobId } from './job-id.ts';

const mostAtOnce = 10_000;

const chosen = {
  /** Those, as far as they are dead letters. */
  jobIds: z
    .array(z.string().refine(isJobId, { error: 'must be the id of a job' }))
    .max(mostAtOnce)
    .readonly()
    .optional(),
  /** Those that failed so. */
  code: z.string().min(1).max(100).optional(),
  limit: z.int().min(1).max(mostAtOnce).default(1_000),
};

const listSchema = strictObject({
  code: chosen.code,
  limit: z.int().min(1).max(mostAtOnce).default(100),
});
const redriveSchema = strictObject({ ...chosen, deadlineMs: z.int().min(1).optional() });
const purgeSchema = strictObject({ ...chosen, olderThanMs: z.number().min(0).optional() });

const now = `${schema}.job_now()`;
const dead = `name = '${queue}' AND state IN ('failed', 'cancelled')`;
/** `$1` ids or null, `$2` code or null, `$3` limit. */
const chosenIds = (further = ''): string => `SELECT id FROM ${schema}.job WHERE ${dead}
  AND ($1::uuid[] IS NULL OR id = ANY($1::uuid[])) AND ($2::text IS NULL OR output->>'code' = $2) ${further}
  ORDER BY completed_on LIMIT $3`;

/** The jobs that ended without an answer. They are kept until somebody sends them again or throws them away. */
export class DeadLetters {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The latest first, each with its attempts, tickets and costs. */
  async list(filter: z.input<typeof listSchema> = {}): Promise<readonly Job[]> {
    const { code, limit } = parseOptions(listSchema, filter, 'list');
    const { database, attempts } = this.#store;
    const rows = await database.query(
      `SELECT ${jobColumns} FROM ${schema}.job WHERE ${dead} AND ($1::text IS NULL OR output->>'code' = $1)
       ORDER BY completed_on DESC LIMIT $2`,
      [code ?? null, limit],
    );
    const read = rows.map(readJobRow);
    const bought = await attempts.ofAll(read.map(({ jobId }) => jobId));
    return read.map((row) => buildJob(row, bought.get(row.jobId) ?? []));
  }

  /**
   * Sends dead letters again, with a deadline from now. Whatever ticket of theirs is still open is collected before
   * anything is bought. @returns how many.
   */
  async redrive(which: z.input<typeof redriveSchema> = {}): Promise<number> {
    const { jobIds, code, limit, deadlineMs } = parseOptions(redriveSchema, which, 'redrive');
    const rows = await this.#store.database.query(
      `WITH again AS (
         UPDATE ${schema}.job SET state = 'retry', completed_on = NULL, output = NULL, heartbeat_on = NULL,
           start_after = ${now}, retry_limit = retry_limit + 1,
           deletion_seconds = (SELECT deletion_seconds FROM ${schema}.queue WHERE name = '${queue}'),
           data = data || jsonb_build_object(
             'deadlineMs', coalesce($4::float8, (data->>'deadlineMs')::float8),
             'deadlineAtEpochMs', $5::float8 + coalesce($4::float8, (data->>'deadlineMs')::float8))
         WHERE name = '${queue}' AND id IN (${chosenIds()}) RETURNING id),
       forgiven AS (
         UPDATE ${schema}.claim SET ended_by = 'redriven'
         WHERE ended_by IN ('crashed', 'retried') AND job_id IN (SELECT id FROM again) RETURNING job_id)
       SELECT id FROM again`,
      [jobIds ?? null, code ?? null, limit, deadlineMs ?? null, this.#clock.epochMs()],
    );
    if (rows.length > 0) this.#store.rows.announceReady();
    return rows.length;
  }

  /** Throws dead letters away, with everything that is known of their attempts. @returns how many. */
  async purge(which: z.input<typeof purgeSchema> = {}): Promise<number> {
    const { jobIds, code, limit, olderThanMs = 0 } = parseOptions(purgeSchema, which, 'purge');
    const isOld = `AND completed_on <= ${now} - $4::float8 * interval '1 millisecond'`;
    const rows = await this.#store.database.query(
      `WITH gone AS (
         DELETE FROM ${schema}.job WHERE name = '${queue}' AND id IN (${chosenIds(isOld)}) RETURNING id),
       attempts AS (DELETE FROM ${schema}.attempt WHERE job_id IN (SELECT id FROM gone) RETURNING job_id),
       claims AS (DELETE FROM ${schema}.claim WHERE job_id IN (SELECT id FROM gone) RETURNING job_id)
       SELECT id FROM gone`,
      [jobIds ?? null, code ?? null, limit, olderThanMs],
    );
    return rows.length;
  }
}
