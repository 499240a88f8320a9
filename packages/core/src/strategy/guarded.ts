import type { Choice } from './choice.ts';
import { byOrder } from './rank-candidates.ts';
import type { Situation } from './situation.ts';
import type { Strategy } from './strategy.ts';

/** A caller's strategy: what it throws ends the task that it was asked about, and nothing else. */
export const guarded = (strategy: Strategy): Strategy => ({
  name: strategy.name,
  keepsPatience: strategy.keepsPatience,
  decide: (situation) => {
    try {
      return strategy.decide(situation);
    } catch (cause) {
      return afterThrow(situation, cause);
    }
  },
});

/** An attempt that is under way may still be answered; without one nothing more can come of the task. */
function afterThrow({ candidates, isAnswerPending }: Situation, cause: unknown): Choice {
  const ranked = byOrder(candidates);
  if (isAnswerPending) return { kind: 'wait', until: undefined, ranked };
  const error = cause instanceof Error ? cause : new TypeError('the strategy threw no error');
  return { kind: 'fail', ranked, cause: error };
}
