/** Durable jobs: a queue, workers and dead letters that outlive the process. */
export type { Answer } from './jobs/answer.ts';
export type { EnqueueOptions } from './jobs/enqueue-options.ts';
export type { FailureReport } from './jobs/failure-report.ts';
export type { Job, JobProgress } from './jobs/job.ts';
export type { WorkerLoad } from './lanes/worker-load.ts';
export {
  JobFailedError,
  LeaseLostError,
  QueueFullError,
  UnknownJobError,
  WaitOverError,
  WorkerClosedError,
} from './errors/worker-errors.ts';
export type { DatabaseOptions } from './store/database-options.ts';
export type { StoredAttempt } from './store/stored-attempt.ts';
