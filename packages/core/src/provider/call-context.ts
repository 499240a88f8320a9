import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** What the router hands to a provider with each call. A provider needs no global beside it. */
export interface CallContext {
  /** Ends the call. It belongs to the router, never to the caller of `solve`. */
  readonly signal: AbortSignal;
  /** Asks for the call to be dropped, but only while nothing of it has been written. */
  readonly recall: AbortSignal;
  readonly clock: Clock;
  readonly random: Random;
  /** Names the purchase in logs and hooks. */
  readonly attemptId: string;
  /** How long the answer is still of use, in milliseconds. */
  readonly remainingMs: number;
  /** Where the service may announce the answer; present when callbacks are on. */
  readonly callbackUrl?: string | undefined;
}
