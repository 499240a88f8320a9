import type { ProviderError } from '../errors/provider-error.ts';
import type { Money } from '../provider/money.ts';
import type { Solution } from '../provider/solution.ts';
import type { Ticket } from '../provider/ticket.ts';

/** An answer, as it came from a provider. */
export interface Answer {
  readonly solution: Solution;
  readonly billed: Money | undefined;
  readonly raw: string | undefined;
  /** Absent where the service answered within the submit and gave no reference. */
  readonly ticket: Ticket | undefined;
  /** When the task was last known to be unsolved, on the monotonic clock. */
  readonly lastNotReadyAt: number;
}

/** How an attempt ended. */
export type AttemptEnd =
  | { readonly kind: 'solved'; readonly answer: Answer }
  /** Not accepted, and free. */
  | { readonly kind: 'refused'; readonly error: ProviderError }
  /** Accepted, then ended without an answer. */
  | { readonly kind: 'failed'; readonly error: ProviderError }
  /** The reply to the submit is missing. */
  | { readonly kind: 'unknown'; readonly error: ProviderError }
  /** Nothing was sent after all. */
  | { readonly kind: 'recalled' }
  /** The caller's `onSubmitting` failed, so nothing was sent. */
  | { readonly kind: 'hook-failed'; readonly cause: Error };
