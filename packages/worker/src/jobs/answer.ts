import type { AttemptReport, Cost, Solution } from '@understudy/core';

/** The answer to a job: what `router.solve` gives, as far as it is data. */
export interface Answer {
  readonly solution: Solution;
  readonly providerId: string;
  readonly attemptId: string;
  readonly cost: Cost;
  /** Of the worker that handed the answer in; those of workers before it are in the job's attempts. */
  readonly attempts: readonly AttemptReport[];
  readonly expiresAtEpochMs?: number | undefined;
}
