/** Durable jobs: a queue, workers and dead letters that outlive the process. */
export { openJobs } from './composition/open-jobs.ts';
export type { OpenJobs } from './composition/open-jobs.ts';
export { openWorkers } from './composition/open-workers.ts';
export type { Workers } from './composition/open-workers.ts';
export type { JobsOptions, WorkersOptions } from './composition/worker-options.ts';
export { loadConfig } from './config/load-config.ts';
export type { WorkerConfig } from './config/worker-config.ts';
export {
  JobFailedError,
  LeaseLostError,
  QueueFullError,
  UnknownJobError,
  WaitOverError,
  WorkerClosedError,
} from './errors/worker-errors.ts';
export type { Answer } from './jobs/answer.ts';
export type { DeadLetters } from './jobs/dead-letters.ts';
export type { EnqueueOptions } from './jobs/enqueue-options.ts';
export type { Enqueued } from './jobs/enqueued.ts';
export type { FailureReport } from './jobs/failure-report.ts';
export type { JobCounts } from './jobs/job-counts.ts';
export type { Job, JobProgress } from './jobs/job.ts';
export type { Jobs, Order } from './jobs/jobs.ts';
export type { WaitOptions } from './jobs/wait-options.ts';
export type { DrainReport } from './lanes/drain-report.ts';
export type { WorkerEvent, WorkerEventBody } from './lanes/worker-events.ts';
export type { WorkerLoad } from './lanes/worker-load.ts';
export type { DatabaseOptions } from './store/database-options.ts';
export type { StoredAttempt } from './store/stored-attempt.ts';
export { CrashLoopError } from './supervisor/crash-loop-error.ts';
export type { QueueLoad } from './supervisor/desired-workers.ts';
export { forkWorker } from './supervisor/fork-worker.ts';
export type { ForkOptions } from './supervisor/fork-worker.ts';
export { processChannel } from './supervisor/process-channel.ts';
export { RollFailedError } from './supervisor/roll-failed-error.ts';
export type { SupervisorChannel } from './supervisor/supervisor-channel.ts';
export type { SupervisorEvent } from './supervisor/supervisor-event.ts';
export type { SupervisorOptions } from './supervisor/supervisor-options.ts';
export { Supervisor } from './supervisor/supervisor.ts';
export type { SupervisorEnd, SupervisorInit } from './supervisor/supervisor.ts';
export { runChild } from './supervisor/worker-child.ts';
export type { ChildInit, ChildWorkers } from './supervisor/worker-child.ts';
export type { WorkerMessage, WorkerOrder } from './supervisor/worker-messages.ts';
export type {
  ProcessExit,
  StartProcess,
  WorkerProcess,
  WorkerProcessListener,
} from './supervisor/worker-process.ts';
export type { WorkerStatus } from './supervisor/worker-status.ts';
