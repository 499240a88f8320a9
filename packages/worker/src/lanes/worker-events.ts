interface OfJob {
  readonly jobId: string;
}

/** What happened in a worker: a union on `type`. No event holds a secret, a task or an answer. */
export type WorkerEventBody =
  | ({ readonly type: 'job-claimed'; readonly claim: number } & OfJob)
  /** A paid ticket of another worker is being collected. */
  | ({
      readonly type: 'ticket-taken-over';
      readonly attemptId: string;
      readonly providerId: string;
    } & OfJob)
  | ({
      readonly type: 'job-solved';
      readonly providerId: string;
      readonly durationMs: number;
    } & OfJob)
  /** It is a dead letter now. */
  | ({ readonly type: 'job-failed'; readonly code: string } & OfJob)
  | ({ readonly type: 'job-handed-back'; readonly why: string; readonly afterMs: number } & OfJob)
  /** Another worker has the job by now. */
  | ({ readonly type: 'lease-lost' } & OfJob)
  /** Jobs of dead workers were given back. */
  | { readonly type: 'leases-swept'; readonly count: number }
  /** The database does not answer; said once until it does. */
  | { readonly type: 'store-unreachable'; readonly message: string }
  | { readonly type: 'store-back' }
  | { readonly type: 'lane-restarted'; readonly lane: number; readonly message: string }
  | { readonly type: 'drained'; readonly finished: number; readonly handedBack: number };

export type WorkerEvent = WorkerEventBody & {
  readonly workerId: string;
  readonly atEpochMs: number;
};

/** Where a worker's events go. */
export type EmitWorkerEvent = (event: WorkerEventBody) => void;
