import type { PollResult, ProviderError, Solution, Ticket } from '@understudy/core/provider';

import type { CheckContext } from '../check-context.ts';
import { CheckFailure } from '../check-failure.ts';
import { type Ending, errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectOneOf } from '../expectations.ts';
import { shown } from '../shown.ts';
import type { SolvedAtService } from '../wire/service-wire.ts';
import { askedId } from '../wire/asked-id.ts';
import type { WireAnswer } from '../wire/wire-answer.ts';

/** A poll that is answered so. */
export async function pollAnswered(
  context: CheckContext,
  ticket: Ticket,
  answer: WireAnswer,
): Promise<Ending<PollResult>> {
  context.script({ kind: 'say', answer });
  return await context.poll(ticket);
}

/** The error of a poll that has to end its ticket. */
export function failedOf(ending: Ending<PollResult>, what: string): ProviderError {
  const result = valueOf(ending, what);
  if (result.status === 'failed') return result.error;
  throw new CheckFailure(`${what}: ${shown(result)} instead of "failed"`);
}

/** The solution of a poll that has to be solved. */
export function solutionOf(ending: Ending<PollResult>, what: string): Solution {
  const result = valueOf(ending, what);
  if (result.status === 'solved') return result.solution;
  throw new CheckFailure(`${what}: ${shown(result)} instead of "solved"`);
}

/** A solved task as the service would put it, for the type that most checks are made with. */
export const answerTo = (context: CheckContext, answer?: string): SolvedAtService => ({
  id: askedId,
  taskType: context.sample.task.type,
  answer: context.sample.answer ?? answer ?? 'an-answer-of-the-service',
});

/** Compares the fields that a sample names. */
export function expectSolution(
  solution: Solution,
  expected: Readonly<Record<string, unknown>> = {},
): void {
  for (const [field, value] of Object.entries(expected)) {
    expectEqual(Object(solution)[field], value, `"${field}" of the solution`);
  }
}

/** Rejected with, or resolved by: what a poll says of its ticket. */
export const ticketLives = (ending: Ending<unknown>, what: string): ProviderError => {
  const error = errorOf(ending, what);
  expectOneOf(error.operation, ['poll'], `"operation" of ${what}`);
  return error;
};
