import type { ProcessExit } from './worker-process.ts';

/** Why a worker was killed. */
export type KillReason = 'start-overrun' | 'stall' | 'drain-overrun';

interface OfWorker {
  readonly workerId: string;
}

/** What happened to the workers, in the order in which it happened: a union on `type`. */
export type SupervisorEventBody =
  | ({ readonly type: 'worker-started'; readonly pid: number | undefined } & OfWorker)
  | ({ readonly type: 'worker-ready'; readonly startMs: number } & OfWorker)
  | ({ readonly type: 'worker-draining' } & OfWorker)
  | ({ readonly type: 'worker-killed'; readonly why: KillReason } & OfWorker)
  | ({ readonly type: 'worker-exited'; readonly wasAsked: boolean } & ProcessExit & OfWorker)
  /** Killed, but its exit was not seen: its jobs wait for their leases to pass. */
  | ({ readonly type: 'worker-lost-sight-of' } & OfWorker)
  | ({ readonly type: 'message-refused' } & OfWorker)
  | ({ readonly type: 'jobs-given-back'; readonly count: number } & OfWorker)
  /** Its jobs wait for their leases to pass. */
  | ({ readonly type: 'give-back-failed' } & OfWorker)
  | { readonly type: 'worker-restarting'; readonly delayMs: number; readonly crashes: number }
  /** Workers that prove nothing end one after the other; without enough others the supervisor gives up. */
  | { readonly type: 'crash-loop'; readonly crashes: number; readonly isGivenUp: boolean }
  | { readonly type: 'health-changed'; readonly isHealthy: boolean; readonly ready: number }
  | { readonly type: 'workers-scaled'; readonly from: number; readonly to: number }
  | { readonly type: 'queue-load-unknown' }
  | ({ readonly type: 'worker-recycling'; readonly jobsDone: number } & OfWorker)
  | { readonly type: 'roll-started'; readonly workers: number }
  | { readonly type: 'roll-ended'; readonly outcome: 'rolled' | 'failed' | 'drained' }
  /** The supervisor itself could not run for a while: silence in that time says nothing about a worker. */
  | { readonly type: 'supervisor-delayed'; readonly lateMs: number }
  | { readonly type: 'drain-started'; readonly workers: number }
  | { readonly type: 'drain-ended'; readonly durationMs: number };

export type SupervisorEvent = SupervisorEventBody & {
  /** On the monotonic clock. */
  readonly atMs: number;
  readonly atEpochMs: number;
};

/** Tells what happened. */
export type Tell = (event: SupervisorEventBody) => void;
