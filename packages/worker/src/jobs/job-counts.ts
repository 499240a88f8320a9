import type { Database } from '../store/database.ts';
import { queue, schema } from '../store/tables.ts';

/** How the queue stands. Durations are milliseconds. */
export interface JobCounts {
  /** Wait for a worker, or for their time. */
  readonly queued: number;
  /** Those of them that may not begin yet. */
  readonly delayed: number;
  readonly active: number;
  /** As far as results are kept. */
  readonly solved: number;
  /** Dead letters. */
  readonly failed: number;
  /** Purchases of which nobody knows whether they were accepted. */
  readonly maybePaid: number;
  /** How long the oldest job that may begin has waited; absent when none does. */
  readonly oldestQueuedMs?: number | undefined;
  /** From claim to answer, the median of the latest 200; absent when there is none. */
  readonly solveMs?: number | undefined;
  readonly endedPerMinute: number;
}

interface CountRow {
  readonly queued: number;
  readonly delayed: number;
  readonly active: number;
  readonly solved: number;
  readonly failed: number;
  readonly maybe_paid: number;
  readonly oldest: number | null;
  readonly solve: number | null;
  readonly ended: number;
}

const now = `${schema}.job_now()`;
const job = `${schema}.job WHERE name = '${queue}'`;

/**
 * A purchase may be paid while nobody knows: it has neither a ticket nor an end, and its worker is gone; or its submit
 * was never answered.
 */
const isMaybePaid = `(attempt.outcome = 'unknown' OR (attempt.outcome IS NULL AND attempt.ticket IS NULL
  AND NOT EXISTS (SELECT 1 FROM ${schema}.job AS held WHERE held.name = '${queue}' AND held.id = attempt.job_id
    AND held.state = 'active' AND held.retry_count = attempt.claim)))`;

/** Counts exactly, in one statement; pg-boss's own figures are a minute old. */
export async function countJobs(database: Database): Promise<JobCounts> {
  const [row] = await database.query<CountRow>(`
    SELECT
      count(*) FILTER (WHERE state < 'active')::int AS queued,
      count(*) FILTER (WHERE state < 'active' AND start_after > ${now})::int AS delayed,
      count(*) FILTER (WHERE state = 'active')::int AS active,
      count(*) FILTER (WHERE state = 'completed')::int AS solved,
      count(*) FILTER (WHERE state IN ('failed', 'cancelled'))::int AS failed,
      (SELECT count(*)::int FROM ${schema}.attempt WHERE ${isMaybePaid}) AS maybe_paid,
      (extract(epoch FROM ${now} - min(start_after) FILTER (WHERE state < 'active' AND start_after <= ${now})) * 1000)::float8
        AS oldest,
      (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM completed_on - started_on) * 1000)::float8
        FROM (SELECT completed_on, started_on FROM ${job} AND state = 'completed'
          ORDER BY completed_on DESC LIMIT 200) AS late) AS solve,
      count(*) FILTER (WHERE completed_on > ${now} - interval '1 minute')::int AS ended
    FROM ${job}`);
  return {
    queued: row?.queued ?? 0,
    delayed: row?.delayed ?? 0,
    active: row?.active ?? 0,
    solved: row?.solved ?? 0,
    failed: row?.failed ?? 0,
    maybePaid: row?.maybe_paid ?? 0,
    oldestQueuedMs: row?.oldest ?? undefined,
    solveMs: row?.solve ?? undefined,
    endedPerMinute: row?.ended ?? 0,
  };
}
