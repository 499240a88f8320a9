import type { ProviderErrorCode } from './provider-error.ts';
import type { Charged } from './solver-error.ts';

/** How one task fared at one provider. */
export interface AttemptReport {
  readonly attemptId: string;
  readonly providerId: string;
  readonly startedAtEpochMs: number;
  /** From the submit to the end, or to the moment of this report. */
  readonly durationMs: number;
  /**
   * `solved`; `refused` before it was accepted; `failed` after it was; `unknown` when the submit was never answered;
   * `recalled` when nothing was sent after all; `live` when it was still going on.
   */
  readonly outcome: 'solved' | 'refused' | 'failed' | 'unknown' | 'recalled' | 'live';
  readonly charged: Charged;
  /** Why the provider was chosen. */
  readonly reason: string;
  readonly code?: ProviderErrorCode | undefined;
  /** The service's own word. */
  readonly rawCode?: string | undefined;
  /** What went wrong, for people. */
  readonly message?: string | undefined;
}
