import type { Answer } from '../jobs/answer.ts';
import type { EnqueueOptions } from '../jobs/enqueue-options.ts';
import type { Job } from '../jobs/job.ts';
import type { Task } from '@understudy/core';

/** A job that is in the queue now. */
export interface Enqueued {
  readonly jobId: string;
  /** False when a job with the same key was there before. */
  readonly isNew: boolean;
}

/** How many jobs there are, and how fast they end. */
export interface JobCounts {
  readonly queued: number;
  readonly active: number;
  readonly solved: number;
  readonly failed: number;
  readonly maybePaid: number;
  readonly oldestQueuedMs?: number | undefined;
  /** Median of late. */
  readonly solveMs?: number | undefined;
  readonly endedPerMinute: number;
}

export interface DeadLetterFilter {
  readonly code?: string | undefined;
  readonly limit?: number | undefined;
}

export interface DeadLetterChoice extends DeadLetterFilter {
  readonly jobIds?: readonly string[] | undefined;
}

/** What is needed of `Jobs`. */
export interface JobBook {
  enqueueMany(
    orders: readonly ({ readonly task: Task } & EnqueueOptions)[],
  ): Promise<readonly Enqueued[]>;
  find(jobId: string): Promise<Job | undefined>;
  wait(
    jobId: string,
    limits?: { readonly timeoutMs?: number | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<Answer>;
  counts(): Promise<JobCounts>;
  readonly deadLetters: {
    list(filter?: DeadLetterFilter): Promise<readonly Job[]>;
    redrive(
      choice: DeadLetterChoice & { readonly deadlineMs?: number | undefined },
    ): Promise<number>;
    purge(
      choice: DeadLetterChoice & { readonly olderThanMs?: number | undefined },
    ): Promise<number>;
  };
}
