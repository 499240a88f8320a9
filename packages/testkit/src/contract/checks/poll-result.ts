import type { Check } from '../check.ts';
import { errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { askedId } from '../wire/asked-id.ts';
import type { WireAnswer } from '../wire/wire-answer.ts';
import { answerTo, expectSolution, failedOf, pollAnswered, solutionOf } from './poll-outcome.ts';

/** What a poll makes of sound replies, and of those that only look so. */
export const pollResultChecks: readonly Check[] = [
  {
    id: 'C01',
    title: 'calls an answer pending however the service words it',
    why: 'a task that is at work is given up, or its "not ready" is handed out as the answer',
    fix: 'map every documented word for "not ready" to { status: "pending" }',
    severity: 'money',
    run: async (context) => {
      const ticket = await context.ticketOf();
      const { pending, otherPending = [] } = context.wire;
      for (const answer of [pending({ id: askedId }), ...otherPending]) {
        const what = `a poll answered ${JSON.stringify(answer)}`;
        expectEqual(
          valueOf(await pollAnswered(context, ticket, answer), what),
          { status: 'pending' },
          what,
        );
      }
    },
  },
  {
    id: 'C02',
    title: 'hands out the answer character by character',
    why: 'a cut or trimmed token is refused by the page, and has been paid for',
    fix: 'cut at the first separator only, and trim nothing inside',
    severity: 'wrong-answer',
    run: async (context) => {
      const ticket = await context.ticketOf();
      const { textField, sample } = context;
      const token = `0.a|b|c+d%2B/=_-é ${'x'.repeat(8_000)}|end`;
      const ending = await pollAnswered(
        context,
        ticket,
        context.wire.solved(answerTo(context, token)),
      );
      const solution = solutionOf(ending, 'a poll answered with a token');
      if (textField !== undefined) expectEqual(Object(solution)[textField], token, textField);
      expectSolution(solution, sample.solution);
    },
  },
  {
    id: 'C03',
    title: 'ends the ticket of an unsolvable task, and says whether it was paid',
    why: 'asked about for ever, the task takes the whole deadline; the ledger books what was given back',
    fix: 'resolve { status: "failed" } with "task-unsolvable" and the service’s own rule for refunds',
    severity: 'money',
    run: async (context) => {
      const { unsolvable, unsolvableCharged = 'never' } = context.wire;
      const ticket = await context.ticketOf();
      for (const isRefunded of [true, false]) {
        const answer = unsolvable({ id: askedId, isRefunded });
        const error = failedOf(await pollAnswered(context, ticket, answer), 'an unsolvable task');
        expectEqual(error.code, 'task-unsolvable', 'the code');
        const isPaid =
          unsolvableCharged === 'as-said' ? !isRefunded : unsolvableCharged === 'always';
        expectEqual(error.charged, isPaid ? 'yes' : 'no', '"charged"');
      }
    },
  },
  {
    id: 'C04',
    title: 'names a refusal that nobody knows "unclassified", and keeps its word',
    why: 'taken for pending it is polled for ever, taken for an answer it is handed out',
    fix: 'reject with "unclassified" and the word as rawCode',
    severity: 'wrong-answer',
    run: async (context) => {
      const ticket = await context.ticketOf();
      const word = 'ERROR_MOON_PHASE';
      const error = errorOf(
        await pollAnswered(context, ticket, context.wire.refused(word)),
        'a poll refused by an unknown word',
      );
      expectEqual(error.code, 'unclassified', 'the code');
      expectEqual(error.rawCode, word, '"rawCode"');
    },
  },
  {
    id: 'C05',
    title: 'takes nothing for an answer that is none',
    why: 'an empty or foreign text is handed out as the solution',
    fix: 'read replies by a schema; what does not fit is "protocol-violated"',
    severity: 'wrong-answer',
    run: async (context) => {
      const ticket = await context.ticketOf();
      for (const answer of [...noAnswers, ...(context.wire.notSolved ?? [])]) {
        const ending = await pollAnswered(context, ticket, answer);
        expectThat(
          ending.kind !== 'hangs',
          `a poll answered ${JSON.stringify(answer)} never ended`,
        );
        const isSolved = ending.kind === 'resolved' && ending.value.status === 'solved';
        expectThat(!isSolved, `${JSON.stringify(answer)} was taken for an answer`);
      }
    },
  },
  {
    id: 'C06',
    title: 'asks once per poll',
    why: 'services ban those who ask too often; the router paces, and counts one',
    fix: 'send one request per poll, and leave waiting and asking again to the router',
    severity: 'robustness',
    run: async (context) => {
      const ticket = await context.ticketOf();
      const before = context.countOf('poll');
      await context.poll(ticket);
      expectEqual(context.countOf('poll') - before, 1, 'requests of a poll that is pending');
      await pollAnswered(context, ticket, { text: '<html>', status: 502 });
      expectEqual(context.countOf('poll') - before, 2, 'requests of two polls');
    },
  },
  {
    id: 'C07',
    title: 'tells somebody else’s answer by the id that comes with it',
    why: 'a task gets an answer to another one',
    fix: 'compare the id of the reply with that of the ticket; another one is "protocol-violated"',
    severity: 'wrong-answer',
    needs: ['names-tasks'],
    run: async (context) => {
      const ticket = await context.ticketOf();
      const answer = context.wire.solved({
        ...answerTo(context),
        id: context.wire.idOf?.(999) ?? 'somebody-else',
      });
      const ending = await pollAnswered(context, ticket, answer);
      const isSolved = ending.kind === 'resolved' && ending.value.status === 'solved';
      expectThat(!isSolved, 'the answer to another task was taken');
    },
  },
  {
    id: 'C10',
    title: 'says the same of a ticket whenever the service does',
    why: 'a cache or a counter inside turns a good answer into a bad one',
    fix: 'keep no state about tickets',
    severity: 'wrong-answer',
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.finishAll();
      const first = solutionOf(await context.poll(ticket), 'the first poll');
      for (const nth of ['second', 'third']) {
        expectEqual(
          solutionOf(await context.poll(ticket), `the ${nth} poll`),
          first,
          `the ${nth} answer`,
        );
      }
    },
  },
];

const noAnswers: readonly WireAnswer[] = [
  { text: '' },
  { text: 'null' },
  { json: [] },
  { json: {} },
  { text: '{"status":' },
  { text: '<html><body>Maintenance</body></html>' },
  { text: '', status: 204 },
];
