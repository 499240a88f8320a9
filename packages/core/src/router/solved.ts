import type { AttemptReport } from '../errors/attempt-report.ts';
import type { Cost } from '../ledger/spend.ts';
import type { Judgement } from '../provider/provider-v1.ts';
import type { Solution } from '../provider/solution.ts';
import type { TaskType } from '../provider/task.ts';
import type { Decision } from './decision.ts';

/** A solved task. */
export interface Solved<T extends TaskType = TaskType> {
  readonly taskId: string;
  readonly solution: Solution<T>;
  /** Who solved it. */
  readonly providerId: string;
  readonly attemptId: string;
  /** What this answer cost; the other attempts are in `attempts`. */
  readonly cost: Cost;
  /** Every attempt with its outcome and reason, oldest first. */
  readonly attempts: readonly AttemptReport[];
  /** Why this provider. */
  readonly decision: Decision;
  /**
   * When the answer stops being of use, by the wall clock, counted from the last poll that found it not ready;
   * undefined where the provider declares no lifetime.
   */
  readonly expiresAtEpochMs: number | undefined;
  /** The service's reply as it came, bounded and redacted. */
  readonly raw: string | undefined;
  /**
   * Tells the router, and the service where it can be told, whether the answer was right. Counts once; never rejects.
   */
  report(judgement: Judgement): Promise<void>;
}
