import { AllAttemptsFailedError, BudgetExhaustedError } from '../errors/router-errors.ts';
import type { SpentBudget } from '../ledger/router-budget.ts';
import type { Attempt } from './attempt.ts';
import { describeObstacle } from '../strategy/obstacle.ts';
import type { Candidate } from '../strategy/candidate.ts';
import type { TaskRemains } from './run-errors.ts';

/** What a task leaves behind: its attempts, and the tickets that may still be answered. */
export const remainsOf = (attempts: readonly Attempt[]): TaskRemains => ({
  attempts: attempts.map((attempt) => attempt.state.report),
  openTickets: attempts.flatMap(({ state }) => state.openTicket ?? []),
});

export interface NobodyLeft {
  readonly attempts: readonly Attempt[];
  readonly ranked: readonly Candidate[];
  readonly now: number;
  /** The error that ended the last attempt. */
  readonly cause: Error | undefined;
}

/** The error of a task that nobody can take, with what stood in each provider's way. */
export function nobodyLeft({
  attempts,
  ranked,
  now,
  cause,
}: NobodyLeft): AllAttemptsFailedError | BudgetExhaustedError {
  const remains = remainsOf(attempts);
  const obstacles = ranked.map(({ providerId, obstacle }) => {
    const last = remains.attempts.findLast((attempt) => attempt.providerId === providerId);
    const setback =
      last === undefined
        ? []
        : [`${last.outcome}${last.code === undefined ? '' : ` (${last.code})`}`];
    const block = obstacle === undefined ? [] : [describeObstacle(obstacle, now)];
    return `${providerId}: ${[...setback, ...block].join(', ')}`;
  });
  const message = `no provider is left for the task: ${obstacles.join('; ')}`;
  const init = { message, ...remains, cause };
  const spent = soonest(ranked);
  if (spent !== undefined) {
    const { window, limit, until } = spent;
    const retryAfterMs = until === undefined ? undefined : Math.max(0, until - now);
    const budget = `${limit.amount} ${limit.currency} per ${window}`;
    return new BudgetExhaustedError({
      ...init,
      message: `the router's budget of ${budget} is spent; ${message}`,
      ofRouter: { window, limit, spent: spent.spent, retryAfterMs },
    });
  }
  const isOverBudget = ranked.some(({ obstacle }) => obstacle?.kind === 'over-budget');
  return isOverBudget ? new BudgetExhaustedError(init) : new AllAttemptsFailedError(init);
}

/** The spent budget that has room again first, for whichever provider. */
function soonest(ranked: readonly Candidate[]): SpentBudget | undefined {
  const spent = ranked.flatMap(({ obstacle }): readonly SpentBudget[] =>
    obstacle?.kind === 'budget-spent' ? [obstacle] : [],
  );
  const endOf = ({ until = Infinity }: SpentBudget): number => until;
  return spent.toSorted((left, right) => endOf(left) - endOf(right))[0];
}
