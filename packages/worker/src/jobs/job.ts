import type { Task } from '@understudy/core';

import type { StoredAttempt } from '../store/stored-attempt.ts';
import type { Answer } from './answer.ts';
import type { FailureReport } from './failure-report.ts';
import type { JobData } from './job-data.ts';

interface JobFacts {
  readonly jobId: string;
  readonly task: Task;
  readonly priority: JobData['priority'];
  readonly enqueuedAtEpochMs: number;
  /** When it may begin. */
  readonly notBeforeAtEpochMs: number;
  readonly deadlineAtEpochMs: number;
  /** Every purchase, oldest first. */
  readonly attempts: readonly StoredAttempt[];
}

/** Where a job stands. */
export type JobProgress =
  /** Nobody has it: it is new, or was given back. */
  | { readonly state: 'queued' }
  /** A worker has it, and has bought nothing that is still open. */
  | { readonly state: 'claimed' }
  /** A service has accepted it. */
  | { readonly state: 'submitted'; readonly providerId: string; readonly ticket: object }
  | { readonly state: 'solved'; readonly answer: Answer; readonly endedAtEpochMs: number }
  /** A dead letter. */
  | { readonly state: 'failed'; readonly failure: FailureReport; readonly endedAtEpochMs: number };

/** A job with everything that is known of it. */
export type Job = JobFacts & JobProgress;
