import type { Belief } from './belief.ts';

/** An attempt whose answer may still come. */
export interface LiveAttempt {
  readonly attemptId: string;
  readonly providerId: string;
  /** When it was sent, on the monotonic clock. */
  readonly sentAt: number;
  /** Milliseconds since its acceptance. */
  readonly ageMs: number;
  /** Of its provider when it was sent, by all that is known now. */
  belief(): Belief;
}
