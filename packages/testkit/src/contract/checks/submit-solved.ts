import type { Submission } from '@understudy/core/provider';

import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { type Ending, errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { shown } from '../shown.ts';
import type { SolvedAtService } from '../wire/service-wire.ts';
import { answerTo, expectSolution } from './poll-outcome.ts';

const otherId = '90071992547409931234';

async function submitSolved(
  context: CheckContext,
  task: SolvedAtService,
): Promise<Ending<Submission>> {
  const answer = context.wire.solvedAtOnce?.(task);
  if (answer !== undefined) context.script({ kind: 'say', answer });
  return await context.submit();
}

/** What a submit makes of an answer that comes with it. */
export const submitSolvedChecks: readonly Check[] = [
  {
    id: 'B16',
    title: 'takes the answer that comes with the submit, and keeps the ticket where there is none',
    why: 'the task was paid: an answer that is dropped may not be told a second time',
    fix: 'resolve { status: "solved" } where the reply holds an answer, "accepted" where it holds an id only',
    severity: 'money',
    needs: ['solves-at-once'],
    run: async (context) => {
      const { textField, sample, wire } = context;
      const task = { ...answerTo(context), id: wire.idOf?.(999) ?? otherId };
      const solved = valueOf(await submitSolved(context, task), 'a submit that is solved at once');
      if (solved.status !== 'solved') {
        expectThat(false, `an answer in the reply to a submit became ${shown(solved)}`);
        return;
      }
      const { solution, ticket } = solved;
      expectEqual(solution.type, sample.task.type, 'the type of the solution');
      if (textField !== undefined) expectEqual(Object(solution)[textField], task.answer, textField);
      expectSolution(solution, sample.solution);
      if (ticket !== undefined) {
        expectEqual(JSON.parse(JSON.stringify(ticket)), ticket, 'the ticket after a round trip');
      }
      const empty = await submitSolved(context, { ...task, answer: '' });
      const isSolved = empty.kind === 'resolved' && empty.value.status === 'solved';
      expectThat(!isSolved, 'an empty text was taken for an answer');
      if (empty.kind !== 'resolved') {
        const error = errorOf(empty, 'a submit answered with an id and an empty answer');
        expectThat(error.charged !== 'no', '"charged" is "no" of a task that has an id');
      }
    },
  },
];
