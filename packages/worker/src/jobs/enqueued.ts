/** A job that is in the queue for good. */
export interface Enqueued {
  readonly jobId: string;
  /** False for the second job with a `dedupeKey`: it is the first one. */
  readonly isNew: boolean;
}
