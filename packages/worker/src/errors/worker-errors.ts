import { SolverError } from '@understudy/core/provider';

import type { FailureReport } from '../jobs/failure-report.ts';

/** The queue holds as many waiting jobs as it may. Nothing was enqueued. */
export class QueueFullError extends SolverError {
  override readonly name = 'QueueFullError';
  override readonly code = 'queue-full';
  /** How many jobs may wait. */
  readonly capacity: number;
  /** When there is likely to be room, by how fast jobs have been ending. */
  readonly retryAfterMs: number;

  constructor(init: { readonly capacity: number; readonly retryAfterMs: number }) {
    const { capacity, retryAfterMs } = init;
    const message = `the queue holds ${capacity} waiting jobs, as many as it may; try again in ${retryAfterMs} ms`;
    super({ message, charged: 'no' });
    this.capacity = capacity;
    this.retryAfterMs = retryAfterMs;
  }
}

/** There is no job of that id: it was never enqueued, or its result was kept no longer. */
export class UnknownJobError extends SolverError {
  override readonly name = 'UnknownJobError';
  override readonly code = 'unknown-job';
  readonly jobId: string;

  constructor(jobId: string) {
    super({ message: `there is no job "${jobId}"`, charged: 'no' });
    this.jobId = jobId;
  }
}

/** A job ended without an answer: it is a dead letter now. */
export class JobFailedError extends SolverError {
  override readonly name = 'JobFailedError';
  override readonly code = 'job-failed';
  readonly jobId: string;
  readonly failure: FailureReport;

  constructor(jobId: string, failure: FailureReport) {
    const message = `the job "${jobId}" is a dead letter (${failure.code}): ${failure.message}`;
    super({ message, charged: failure.charged });
    this.jobId = jobId;
    this.failure = failure;
  }
}

/** Whoever waited for a job did so no longer. The job goes on. */
export class WaitOverError extends SolverError {
  override readonly name = 'WaitOverError';
  override readonly code = 'wait-over';
  readonly jobId: string;

  constructor(jobId: string, timeoutMs: number) {
    super({
      message: `the job "${jobId}" has not ended within ${timeoutMs} ms`,
      charged: 'unknown',
    });
    this.jobId = jobId;
  }
}

/** This process is closing, or has closed. */
export class WorkerClosedError extends SolverError {
  override readonly name = 'WorkerClosedError';
  override readonly code = 'worker-closed';

  constructor() {
    super({ message: 'this worker is closed', charged: 'no' });
  }
}

/** The job belongs to another worker by now, so nothing may be bought for it here. */
export class LeaseLostError extends SolverError {
  override readonly name = 'LeaseLostError';
  override readonly code = 'lease-lost';
  readonly jobId: string;

  constructor(jobId: string) {
    super({ message: `the lease of the job "${jobId}" has passed`, charged: 'no' });
    this.jobId = jobId;
  }
}
