import type { Belief } from './belief.ts';
import type { Obstacle } from './obstacle.ts';

/** A place at a provider that has none now. */
export interface ExpectedPlace {
  readonly waitMs: number;
  /** From 0 to 1: how likely somebody else would have made use of it. */
  readonly crowding: number;
}

/** A provider as one task sees it at one instant. */
export interface Candidate {
  readonly providerId: string;
  /** Place in `providers`, from 0. */
  readonly order: number;
  /** Its share under the strategy `weighted`. */
  readonly weight: number;
  /** In the comparison currency; undefined where no price is known. */
  readonly price: number | undefined;
  /** How often it refused or failed this task. */
  readonly failures: number;
  /** Its breaker is open, so a task that goes there is a probe. */
  readonly isProbe: boolean;
  /** Nobody else is open for business either. */
  readonly isLastResort: boolean;
  /** Why it cannot take the task now. */
  readonly obstacle: Obstacle | undefined;
  /** From a submit to the first poll: a provider that frees up later than that before the deadline is of no use. */
  readonly firstWaitMs: number;
  /** Since when it has refused whatever was sent there, on the monotonic clock; undefined when it has not. */
  readonly refusingSince: number | undefined;
  /** It is avoided, and the next task that has the time should find out how it fares: what was paid for that, and its price. */
  readonly lookDue: { readonly paid: number; readonly price: number } | undefined;
  /** What is expected of waiting for it where it is full or paced; undefined where it is neither. */
  expectedPlace(): ExpectedPlace | undefined;
  /** Everything that is believed of its health for the task's type. */
  belief(): Belief;
}
