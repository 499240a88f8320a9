import { cheapest, ordered, weighted } from './built-in-strategies.ts';
import { expectedLoss } from './expected-loss-strategy.ts';
import { guarded } from './guarded.ts';
import { ownRanking, type Ranking } from './own-ranking.ts';
import type { Strategy } from './strategy.ts';

export const strategyNames = ['expected-loss', 'cheapest', 'ordered', 'weighted'] as const;

export type StrategyName = (typeof strategyNames)[number];

/** A strategy by its name, the caller's own ranking, or a strategy as it is. */
export function resolveStrategy(given: StrategyName | Ranking | Strategy): Strategy {
  if (typeof given === 'function') return guarded(ownRanking(given));
  switch (given) {
    case 'expected-loss':
      return expectedLoss();
    case 'cheapest':
      return cheapest;
    case 'ordered':
      return ordered;
    case 'weighted':
      return weighted;
    default:
      return guarded(given);
  }
}
