import type { HealthKind } from '../health/hidden-state.ts';
import type { Belief } from './belief.ts';
import type { LossTerms } from './expected-loss.ts';

/** What a task is expected to cost at one provider, and what is believed of the provider: the terms of a decision. */
export interface Score {
  /** Price, time and risk of the whole rest of the task, in the comparison currency; lower is better. */
  readonly loss: number;
  /** The same if the provider were surely healthy. */
  readonly healthyLoss: number;
  /** How probable it is that the provider is healthy. */
  readonly healthy: number;
  /** Every kind of health worth mentioning, with its probability. */
  readonly likely: Readonly<Partial<Record<HealthKind, number>>>;
}

const worthMentioning = 0.03;

export const scoreOf = ({ loss, healthyLoss }: LossTerms, { hypotheses }: Belief): Score => ({
  loss,
  healthyLoss,
  healthy: hypotheses[0]?.probability ?? 1,
  likely: likelyKinds(hypotheses),
});

/** The kinds of health that are worth mentioning. */
export function likelyKinds(hypotheses: Belief['hypotheses']): Score['likely'] {
  const likely: Partial<Record<HealthKind, number>> = {};
  for (const { kind, probability } of hypotheses) {
    if (probability >= worthMentioning) likely[kind] = probability;
  }
  return likely;
}

/** A score in a few words. */
export function describeScore({ likely, loss }: Score): string {
  const kinds = Object.entries(likely).map(([kind, chance]) => `${kind} ${chance.toFixed(2)}`);
  return [...kinds, `loss ${loss.toFixed(3)}`].join(', ');
}
