import type { BreakerState } from '../health/breaker.ts';
import type { HealthKind } from '../health/hidden-state.ts';
import type { ProviderBreaker } from '../health/provider-breaker.ts';
import { medianMs } from '../health/solve-law.ts';
import { likelyKinds } from '../strategy/score.ts';
import type { TypeHealth } from './type-health.ts';

/** How a provider fares with one task type. */
export interface TypeReport {
  readonly breaker: BreakerState;
  /** The probability that it is healthy. */
  readonly healthy: number;
  /** Every kind of health worth mentioning, with its probability. */
  readonly likely: Readonly<Partial<Record<HealthKind, number>>>;
  /** What a usual task is expected to cost there, in the comparison currency; undefined before the first one, and at rest. */
  readonly expectedLoss: number | undefined;
  /** Half of all answers come within that, while it is healthy; undefined while too few were seen. */
  readonly usualMs: number | undefined;
  /** What was paid so far for not knowing how it fares, and what finding out is expected to cost. */
  readonly rent: { readonly paid: number; readonly priceOfLook: number | undefined };
}

export function typeReport(
  health: TypeHealth,
  { breaker, now }: { readonly breaker: ProviderBreaker; readonly now: number },
): TypeReport {
  const { hypotheses } = health.beliefAt(now);
  const { knownLaw, rent, standing } = health;
  return {
    breaker: breaker.state,
    healthy: hypotheses[0]?.probability ?? 1,
    likely: likelyKinds(hypotheses),
    expectedLoss: Number.isFinite(standing?.loss) ? standing?.loss : undefined,
    usualMs: knownLaw === undefined ? undefined : medianMs(knownLaw),
    rent: {
      paid: rent.paid,
      priceOfLook: Number.isFinite(rent.priceOfLook) ? rent.priceOfLook : undefined,
    },
  };
}
