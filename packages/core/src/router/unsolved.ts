import { AllAttemptsFailedError, BudgetExhaustedError } from '../errors/router-errors.ts';
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
  const isOverBudget = ranked.some(({ obstacle }) => obstacle?.kind === 'over-budget');
  const init = { message, ...remains, cause };
  return isOverBudget ? new BudgetExhaustedError(init) : new AllAttemptsFailedError(init);
}
