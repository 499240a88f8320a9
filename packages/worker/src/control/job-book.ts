import type { DeadLetters } from '../jobs/dead-letters.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Session } from '../store/database.ts';
import type { WorkerRows } from '../store/worker-rows.ts';

/** What is needed of a queue. */
export interface JobBook extends Pick<Jobs, 'enqueueMany' | 'find' | 'wait' | 'counts'> {
  readonly deadLetters: Pick<DeadLetters, 'list' | 'redrive' | 'purge'>;
}

/** What is needed of the store below it. */
export interface WorkerBook {
  readonly database: Session;
  readonly workers: Pick<WorkerRows, 'list'>;
}

export interface DeadLetterFilter {
  readonly code?: string | undefined;
  readonly limit?: number | undefined;
}

export interface DeadLetterChoice extends DeadLetterFilter {
  readonly jobIds?: readonly string[] | undefined;
}
