import type { JobData } from '../jobs/job-data.ts';
import { schema } from './tables.ts';

/** A job that a worker holds. `{ id, claim }` is the fencing token: whoever claims the job after it was lost has another. */
export interface Claim {
  readonly jobId: string;
  /** Counts the claims of the job, from 0. */
  readonly claim: number;
  /** Who holds it. */
  readonly workerId: string;
  /** Undefined when it cannot be understood. */
  readonly data: JobData | undefined;
}

/** The name by which pg-boss knows a claim. */
export const attemptOf = ({ jobId, claim }: Claim): { id: string; retryCount: number } => ({
  id: jobId,
  retryCount: claim,
});

/** Writes down who holds the jobs of a list of `id, retry_count`, so that they can be given back at once when it dies. */
export const signedBy = (list: string, workerId: string): string =>
  `INSERT INTO ${schema}.claim (job_id, claim, worker_id, claimed_at)
   SELECT id, retry_count, ${workerId}, ${schema}.job_now() FROM ${list} ON CONFLICT (job_id, claim) DO NOTHING`;
