import type { Enqueued } from '../jobs/enqueued.ts';
import type { Job } from '../jobs/job.ts';
import type { Order } from '../jobs/jobs.ts';
import type { DeadLetterChoice, DeadLetterFilter } from './job-book.ts';
import type { StatusReport } from './status-report.ts';

/** How long somebody waits for a job. */
export interface WaitLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Where the commands hand jobs in and ask after them, whether the database is here or in another process. */
export interface JobDesk {
  enqueue(orders: readonly Order[]): Promise<readonly Enqueued[]>;
  find(jobId: string): Promise<Job | undefined>;
  /**
   * The job when it has ended, or as it stands when the time is over.
   * @throws {UnknownJobError} when there is none of that id.
   */
  waitFor(jobId: string, limits: WaitLimits): Promise<Job>;
  /** Newest first. */
  listDeadLetters(filter: DeadLetterFilter): Promise<readonly Job[]>;
  /** @returns how many are queued again. */
  redrive(choice: DeadLetterChoice & { readonly deadlineMs?: number | undefined }): Promise<number>;
  /** @returns how many are gone. */
  purge(choice: DeadLetterChoice & { readonly olderThanMs?: number | undefined }): Promise<number>;
  status(): Promise<StatusReport>;
  /** Tells the workers to end what they have in hand and to stop. Does not wait for it. */
  requestDrain(): Promise<void>;
  close(): Promise<void>;
}
