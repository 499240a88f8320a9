import type { Check } from '../check.ts';
import { type Ending, valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { meaningOf } from '../wire/service-wire.ts';
import { askedId } from '../wire/asked-id.ts';
import type { WireAnswer } from '../wire/wire-answer.ts';
import { failedOf, pollAnswered, solutionOf, ticketLives } from './poll-outcome.ts';

const page: WireAnswer = {
  text: '<html><body>502 Bad Gateway</body></html>',
  status: 502,
  headers: { 'content-type': 'text/html' },
};

/** What polls do to tickets. */
export const pollTicketChecks: readonly Check[] = [
  {
    id: 'C08',
    title: 'ends a ticket that the service does not know',
    why: 'asked about for ever, it takes the whole deadline',
    fix: 'resolve { status: "failed" } with "ticket-lost" for unknown ids',
    severity: 'hang',
    run: async (context) => {
      const foreign = context.create({ apiKey: context.otherApiKey });
      const ticket = await context.ticketOf(context.sample, foreign);
      const error = failedOf(await context.poll(ticket), 'a poll for a task of another account');
      expectEqual(error.code, 'ticket-lost', 'the code');
      expectEqual(error.operation, 'poll', '"operation"');
      const own = await context.ticketOf();
      for (const answer of context.wire.lost?.({ id: askedId }) ?? []) {
        const what = `a poll answered ${JSON.stringify(answer)}`;
        expectEqual(
          failedOf(await pollAnswered(context, own, answer), what).code,
          'ticket-lost',
          what,
        );
      }
    },
  },
  {
    id: 'C09',
    title: 'keeps the service’s own word for a lost ticket',
    why: 'an expired task and an unknown one are told apart by it',
    fix: 'pass the word on as rawCode',
    severity: 'comfort',
    run: async (context) => {
      const { wire } = context;
      const lost = Object.keys(wire.words).filter(
        (word) => meaningOf(wire, word)?.code === 'ticket-lost',
      );
      const ticket = await context.ticketOf();
      for (const word of lost) {
        context.script({ kind: 'say', answer: wire.refused(word) });
        const error = failedOf(await context.poll(ticket), `a poll answered ${word}`);
        expectEqual(error.code, 'ticket-lost', 'the code');
        expectEqual(error.rawCode, word, '"rawCode"');
      }
    },
  },
  {
    id: 'C12',
    title: 'keeps a ticket through errors that are not its own',
    why: 'a paid task is lost by one 502, one wrong key or one busy minute',
    fix: 'reject for whatever says nothing about the ticket; resolve "failed" only for what ends it',
    severity: 'money',
    run: async (context) => {
      const ticket = await context.ticketOf();
      const { wire } = context;
      const others = Object.keys(wire.words).filter((word) =>
        keepsTicket.has(meaningOf(wire, word)?.code ?? ''),
      );
      context.script({ kind: 'say', answer: page });
      ticketLives(await context.poll(ticket), 'a poll answered by a page with HTTP 502');
      for (const status of [503, 429]) {
        context.script({ kind: 'say', answer: { text: '', status } });
        const ending = await context.poll(ticket);
        // Some services say "not ready" by a bare status.
        const isPending = ending.kind === 'resolved' && ending.value.status === 'pending';
        if (!isPending) ticketLives(ending, `a poll answered HTTP ${status}`);
      }
      for (const word of others) {
        context.script({ kind: 'say', answer: wire.refused(word) });
        const error = ticketLives(await context.poll(ticket), `a poll answered ${word}`);
        expectEqual(error.charged, 'yes', `"charged" of a poll answered ${word}`);
      }
    },
  },
  {
    id: 'C14',
    title: 'says what a task cost when the service does, and nothing when it does not',
    why: 'a cost of 0 that nobody named lets a budget run over',
    fix: 'set `billed` from the reply; leave it out where the reply has no price',
    severity: 'money',
    needs: ['bills-in-replies'],
    run: async (context) => {
      const ticket = await context.ticketOf();
      for (const priceUsd of [undefined, 0.00145, 0]) {
        const task = {
          id: askedId,
          taskType: context.sample.task.type,
          answer: context.sample.answer ?? 'a-token',
        };
        context.script({ kind: 'say', answer: context.wire.solved({ ...task, priceUsd }) });
        const result = valueOf(await context.poll(ticket), 'a solved poll');
        const billed = result.status === 'solved' ? result.billed : undefined;
        const isLeftAlone = billed === undefined && context.wire.says?.price !== true;
        if (priceUsd === undefined || !isLeftAlone)
          expectEqual(billed?.amount, priceUsd, 'what the task cost');
      }
    },
  },
  {
    id: 'C15',
    title: 'passes on what comes beside the answer',
    why: 'a token that holds for one browser only is refused in any other',
    fix: 'copy userAgent, cookies and respKey into the solution',
    severity: 'wrong-answer',
    needs: ['names-browser'],
    run: async (context) => {
      const ticket = await context.ticketOf();
      const task = {
        id: askedId,
        taskType: context.sample.task.type,
        answer: context.sample.answer ?? 'a-token',
      };
      const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0';
      context.script({ kind: 'say', answer: context.wire.solved({ ...task, userAgent }) });
      const solution = solutionOf(await context.poll(ticket), 'a solved poll');
      expectEqual(Object(solution).userAgent, userAgent, '"userAgent"');
    },
  },
  {
    id: 'C17',
    title: 'ends a ticket that it cannot read, and sends nothing',
    why: 'tickets come out of databases, and from other versions of a plug-in',
    fix: 'read tickets by a schema; what does not fit is a resolved "failed" with "ticket-lost"',
    severity: 'robustness',
    run: async (context) => {
      for (const ticket of [{}, { nothing: true }, { id: {} }, { id: '', type: '' }]) {
        const error = failedOf(await context.poll(ticket), 'a poll for a ticket of somebody else');
        expectEqual(error.code, 'ticket-lost', 'the code');
      }
      expectEqual(context.requests.length, 0, 'requests sent');
    },
  },
  {
    id: 'C18',
    title: 'collects a ticket in another process',
    why: 'after a crash the paid task is collected by whoever has its ticket',
    fix: 'put all that a poll needs into the ticket, and keep nothing in the instance',
    severity: 'money',
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.finishAll();
      const stored = JSON.parse(JSON.stringify(ticket));
      const ending: Ending<unknown> = await context.poll(stored, context.create());
      const status = ending.kind === 'resolved' ? Object(ending.value).status : ending.kind;
      expectThat(
        status === 'solved',
        `a fresh instance said "${String(status)}" of a solved ticket`,
      );
    },
  },
];

const keepsTicket: ReadonlySet<string> = new Set([
  'credentials-rejected',
  'funds-exhausted',
  'address-banned',
  'at-capacity',
  'rate-limited',
  'provider-unavailable',
  'unclassified',
]);
