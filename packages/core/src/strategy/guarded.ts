import type { Choice } from './choice.ts';
import { choose } from './choose.ts';
import { byOrder } from './rank-candidates.ts';
import type { Situation } from './situation.ts';
import type { Strategy } from './strategy.ts';

/**
 * A caller's strategy: what it throws ends the task that it was asked about, and nothing else, and it sends nothing
 * where nothing can go.
 */
export const guarded = (strategy: Strategy): Strategy => ({
  name: strategy.name,
  keepsPatience: strategy.keepsPatience,
  decide: (situation) => {
    try {
      const choice = strategy.decide(situation);
      return isPossible(choice, situation)
        ? choice
        : choose(situation, byOrder(situation.candidates));
    } catch (cause) {
      return afterThrow(situation, cause);
    }
  },
});

/** What keeps a provider from taking the task, budgets among it, no strategy can set aside. */
function isPossible(choice: Choice, { candidates }: Situation): boolean {
  if (choice.kind !== 'attempt') return true;
  const { providerId } = choice.candidate;
  const chosen = candidates.find((candidate) => candidate.providerId === providerId);
  return chosen !== undefined && chosen.obstacle === undefined;
}

/** An attempt that is under way may still be answered; without one nothing more can come of the task. */
function afterThrow({ candidates, isAnswerPending }: Situation, cause: unknown): Choice {
  const ranked = byOrder(candidates);
  if (isAnswerPending) return { kind: 'wait', until: undefined, ranked };
  const error = cause instanceof Error ? cause : new TypeError('the strategy threw no error');
  return { kind: 'fail', ranked, cause: error };
}
