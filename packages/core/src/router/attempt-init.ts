import type { Probe } from '../health/breaker.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';
import type { Attempt } from './attempt.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { Decision } from './decision.ts';
import type { PurchaseHooks } from './hooks.ts';
import type { LeftReason } from './left-reason.ts';
import type { SubmitPlace } from './submit-gate.ts';

/** What an attempt is made of. */
export interface AttemptInit {
  readonly attemptId: string;
  readonly taskId: string;
  readonly account: Account;
  /** As its caller gave it. */
  readonly original: Task;
  /** As this provider's schema put it out. */
  readonly task: Task;
  readonly decision: Decision;
  readonly probe: Probe | undefined;
  readonly place: SubmitPlace;
  /** How long the task waits for it before it moves on; undefined where rescues decide. */
  readonly patienceMs: number | undefined;
  /** Where the service may announce the answer; the secret in it is this attempt's own. */
  readonly callbackUrl?: string | undefined;
  readonly hooks: PurchaseHooks;
  remainingMs(): number;
  /** Called once. */
  onEnd(attempt: Attempt, end: AttemptEnd): void;
  /** The task need not wait for this attempt any longer. */
  onLeft(attempt: Attempt, why: LeftReason): void;
}
