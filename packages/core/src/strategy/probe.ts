import type { Rates } from '../health/hidden-state.ts';
import type { Hypothesis } from '../health/state-filter.ts';
import type { LossTerms } from './expected-loss.ts';

/** Not all that a look could bring is brought by this one. */
const cautiousness = 0.7;

/** An avoided provider, and what it is expected to cost. */
export interface Avoided {
  readonly terms: LossTerms;
  readonly hypotheses: readonly Hypothesis[];
}

/**
 * What one more task forgoes by not knowing whether an avoided provider is healthy again: rent, which a look ends. When
 * the rent paid has reached the price of the look, the look is bought.
 */
export function forgone({ terms, hypotheses }: Avoided, bestLoss: number): number {
  const gain = bestLoss - terms.healthyLoss;
  const healthy = hypotheses[0]?.probability ?? 0;
  return gain <= 0 ? 0 : cautiousness * tellingPower(hypotheses) * healthy * gain;
}

/** How likely a difference is to be seen once it makes one: a judgement of an answer may never come. */
const visibility = { reject: 1, ambiguous: 1, never: 1, fail: 1, wrong: 0.5 } as const;

/** The chance that one attempt tells the suspected faults from health. */
function tellingPower(hypotheses: readonly Hypothesis[]): number {
  const [healthy, ...faults] = hypotheses;
  if (healthy === undefined) return 0;
  let [power, weight] = [0, 0];
  for (const { probability, rates } of faults) {
    power += probability * (1 - likeness(rates, healthy.rates));
    weight += probability;
  }
  return weight === 0 ? 0 : power / weight;
}

/** The chance that an attempt shows no difference. */
const likeness = (rates: Rates, healthy: Rates): number =>
  (healthy.slowness / rates.slowness) *
  (1 - visibility.reject * Math.abs(rates.reject - healthy.reject)) *
  (1 - visibility.ambiguous * Math.abs(rates.ambiguous - healthy.ambiguous)) *
  (1 - visibility.never * Math.abs(rates.never - healthy.never)) *
  (1 - visibility.fail * Math.abs(rates.fail - healthy.fail)) *
  (1 - visibility.wrong * Math.abs(rates.wrong - healthy.wrong));
