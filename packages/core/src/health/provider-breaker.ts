import type { BreakerState, Probe } from './breaker.ts';
import type { Stage } from './stage-verdict.ts';

/** What the router asks of a breaker, whichever rule opens it. It decides; it never waits and never throws. */
export interface ProviderBreaker {
  readonly state: BreakerState;
  /** When it opened, on the monotonic clock; undefined while it is closed. */
  readonly openedAt: number | undefined;
  /** Where the failures showed that opened it, where the rule counts them. */
  readonly openedBy: Stage | undefined;
  /** When the next probe may go; undefined while it is closed, Infinity while nobody can tell. */
  probeDueAt(isLastResort: boolean): number | undefined;
  /** Takes the one probe that is due, or nothing when none is. */
  takeProbe(isLastResort: boolean): Probe | undefined;
}
