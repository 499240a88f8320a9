import type { Check } from '../check.ts';
import { valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { showsSecret } from '../shows-secret.ts';
import { answerTo, expectSolution, pollAnswered, solutionOf } from './poll-outcome.ts';

/** What a poll makes of answers in odd company, and of each task type. */
export const pollAnswerChecks: readonly Check[] = [
  {
    id: 'C11',
    title: 'keeps an answer that comes with an odd status',
    why: 'the answer was paid for; services send them with 500',
    fix: 'look for the answer first, and at the status only where there is none',
    severity: 'money',
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.finishAll();
      for (const status of [400, 500]) {
        context.script({ kind: 'rewrite', status });
        solutionOf(await context.poll(ticket), `an answer beside HTTP ${status}`);
      }
    },
  },
  {
    id: 'C13',
    title: 'reads the spellings that services mix',
    why: 'an answer that is there is not taken, and the task is given up',
    fix: 'accept numbers, texts and booleans where the service uses them in turn',
    severity: 'robustness',
    run: async (context) => {
      const ticket = await context.ticketOf();
      for (const answer of context.wire.otherSolved?.(answerTo(context)) ?? []) {
        solutionOf(await pollAnswered(context, ticket, answer), JSON.stringify(answer));
      }
    },
  },
  {
    id: 'C20',
    title: 'gives a solution of the task’s own type',
    why: 'callers narrow by it: another type is an answer that nobody reads',
    fix: 'keep the type in the ticket, and write it into the solution',
    severity: 'wrong-answer',
    run: async (context) => {
      for (const [type, sample] of Object.entries(context.samples)) {
        const submission = valueOf(await context.submit(sample), `a submit of "${type}"`);
        if (submission.status === 'solved') {
          expectEqual(submission.solution.type, type, 'the type of the solution');
          continue;
        }
        await context.finishAll();
        const solution = solutionOf(await context.poll(submission.ticket), `the poll of "${type}"`);
        expectEqual(solution.type, type, 'the type of the solution');
        expectSolution(solution, sample.solution);
      }
    },
  },
  {
    id: 'C21',
    title: 'shows the key nowhere in what it keeps of a reply, at any length',
    why: '`raw` is logged and stored, and services repeat what they were sent',
    fix: 'make `raw` by boundedRaw, which redacts before it cuts',
    severity: 'secret',
    run: async (context) => {
      const ticket = await context.ticketOf();
      const answer = `${context.apiKey} ${'x'.repeat(8_000)}`;
      const sample = context.sample.answer === undefined ? answer : undefined;
      const reply = context.wire.solved(answerTo(context, sample));
      const result = valueOf(await pollAnswered(context, ticket, reply), 'a solved poll');
      const raw = result.status === 'solved' ? result.raw : undefined;
      expectThat(!showsSecret(raw ?? '', context.apiKey), '"raw" shows the key');
    },
  },
];
