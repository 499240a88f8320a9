import { choose } from './choose.ts';
import { byOrder, byPrice, byWeight } from './rank-candidates.ts';
import type { Strategy } from './strategy.ts';

/** Always the first provider of the list that can take the task. */
export const ordered: Strategy = {
  name: 'ordered',
  keepsPatience: true,
  decide: (situation) => choose(situation, byOrder(situation.candidates)),
};

/** The cheapest provider that can take the task. */
export const cheapest: Strategy = {
  name: 'cheapest',
  keepsPatience: true,
  decide: (situation) => choose(situation, byPrice(situation.candidates)),
};

/** Shares tasks out by `weights`. */
export const weighted: Strategy = {
  name: 'weighted',
  keepsPatience: true,
  decide: (situation) => choose(situation, byWeight(situation.candidates, situation.chance)),
};
