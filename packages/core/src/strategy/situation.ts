import type { Candidate } from './candidate.ts';
import type { LiveAttempt } from './live-attempt.ts';
import type { Stakes } from './stakes.ts';

/** What a strategy knows when a task may be bought once more. Instants on the monotonic clock. */
export interface Situation {
  readonly taskId: string;
  readonly taskType: string;
  readonly now: number;
  readonly deadlineAt: number;
  readonly stakes: Stakes;
  readonly candidates: readonly Candidate[];
  /** Attempts that may still be answered, accepted ones only. */
  readonly live: readonly LiveAttempt[];
  /** Whether an attempt is under way that the task has not moved on from. */
  readonly isAwaited: boolean;
  /** Whether an earlier attempt may still be answered, awaited or not. */
  readonly isAnswerPending: boolean;
  /** Whether nothing was tried yet. */
  readonly isUntouched: boolean;
  /** Where the last task of the type went: ties keep it. */
  readonly current: string | undefined;
  /** Up to here the task waits for providers that refused it, rest or are being probed. */
  readonly shortWaitEndsAt: number;
  /** A number from 0 to below 1, drawn for this decision. */
  readonly chance: number;
}
