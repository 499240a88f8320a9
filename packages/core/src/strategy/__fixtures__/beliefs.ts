import { type HealthKind, healthKinds, ratesOf, usualRates } from '../../health/hidden-state.ts';
import type { Belief } from '../belief.ts';

/** A belief in some kinds of health, of a provider whose answers take ten seconds in the median. */
export const believing = (
  chances: Partial<Record<HealthKind, number>>,
  medianMs = 10_000,
): Belief => ({
  hypotheses: healthKinds.map((kind) => ({
    kind,
    rates: ratesOf(kind, usualRates),
    probability: chances[kind] ?? 0,
  })),
  law: { mu: Math.log(medianMs), sigma: 0.6 },
});

export const healthy: Belief = believing({ healthy: 1 });
