import type { JobData } from '../jobs/job-data.ts';

/** A job that a worker holds. `{ id, claim }` is the fencing token: whoever claims the job after it was lost has another. */
export interface Claim {
  readonly jobId: string;
  /** Counts the claims of the job, from 0. */
  readonly claim: number;
  /** Undefined when it cannot be understood. */
  readonly data: JobData | undefined;
}

/** The name by which pg-boss knows a claim. */
export const attemptOf = ({ jobId, claim }: Claim): { id: string; retryCount: number } => ({
  id: jobId,
  retryCount: claim,
});
