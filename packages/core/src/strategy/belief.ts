import type { Hypothesis } from '../health/state-filter.ts';
import type { SolveLaw } from '../health/solve-law.ts';

/** What is believed of a provider for one task type: how it may fare, and how long it takes while it is healthy. */
export interface Belief {
  /** Their probabilities add up to 1; the healthy kind comes first. */
  readonly hypotheses: readonly Hypothesis[];
  readonly law: SolveLaw;
}
