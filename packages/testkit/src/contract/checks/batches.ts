import type { PollManyEntry, Ticket } from '@understudy/core/provider';

import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { CheckSkipped } from '../check-failure.ts';
import { type Ending, errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import type { BatchLine } from '../wire/service-wire.ts';
import type { TaskSample } from '../samples/task-sample.ts';

const pollMany = async (
  context: CheckContext,
  tickets: readonly Ticket[],
): Promise<Ending<readonly PollManyEntry[]>> => {
  const call = async (): Promise<readonly PollManyEntry[]> =>
    (await context.provider.pollMany?.(tickets, context.call().context)) ?? [];
  return await context.ending(call());
};

/** Three tickets of a type that may be asked about together. */
async function ticketsOf(context: CheckContext): Promise<readonly Ticket[]> {
  const types = context.provider.supports.batchPoll?.taskTypes ?? [];
  const sample = types.map((type) => context.samples[type]).find((one) => one !== undefined);
  if (sample === undefined) throw new CheckSkipped('no type of "supports.batchPoll" has a sample');
  const tickets: Ticket[] = [];
  for (const one of [sample, sample, sample] satisfies readonly TaskSample[]) {
    tickets.push(await context.ticketOf(one));
  }
  return tickets;
}

/** What `pollMany` does. */
export const batchChecks: readonly Check[] = [
  {
    id: 'C16',
    title:
      'gives every ticket of a batch its own entry, also of a reply that is short or in disorder',
    why: 'an answer that slips by one goes to another caller',
    fix: 'match entries by their ids; where they have none, a reply of another length is "protocol-violated"',
    severity: 'wrong-answer',
    needs: ['batch-poll'],
    run: async (context) => {
      const { wire } = context;
      const tickets = await ticketsOf(context);
      const before = context.requests.length;
      await pollMany(context, tickets);
      const asked = context.requests
        .slice(before)
        .flatMap(({ request }) => wire.read(request)?.ids ?? []);
      const lines = asked.map((id, index): BatchLine => ({
        id,
        status: 'solved',
        taskType: 'any',
        answer: `answer-${index}`,
      }));
      const short = wire.batch?.(lines.slice(1));
      if (short !== undefined) context.script({ kind: 'say', answer: short });
      const ending = await pollMany(context, tickets);
      expectThat(ending.kind !== 'hangs', 'a batch whose reply is short never ended');
      const entries = ending.kind === 'resolved' ? ending.value : [];
      expectThat(
        entries[0]?.status !== 'solved',
        'the first ticket took an answer of a reply that does not speak of it',
      );
      if (wire.batchNamesIds === true) {
        const turned = wire.batch?.(lines.toReversed());
        if (turned !== undefined) context.script({ kind: 'say', answer: turned });
        const inOrder = valueOf(await pollMany(context, tickets), 'a batch in disorder');
        expectThat(
          JSON.stringify(inOrder[0]).includes('answer-0'),
          'the first ticket took another’s answer',
        );
      } else {
        expectThat(
          entries.every(({ status }) => status !== 'solved'),
          'a short reply without ids was believed',
        );
      }
    },
  },
  {
    id: 'C19',
    title: 'leaves a ticket unanswered that the reply of a batch is silent about',
    why: 'a reply that was cut short would end tickets that are paid for',
    fix: 'make its entry { status: "unanswered" }, or reject: the router then asks about it alone',
    severity: 'money',
    needs: ['batch-poll'],
    run: async (context) => {
      const { wire } = context;
      const tickets = await ticketsOf(context);
      const before = context.requests.length;
      await pollMany(context, tickets);
      const asked = context.requests
        .slice(before)
        .flatMap(({ request }) => wire.read(request)?.ids ?? []);
      const rest = wire.batch?.(asked.slice(1).map((id) => ({ id, status: 'pending' })));
      const none = wire.batch?.([]);
      for (const answer of [rest, none]) {
        if (answer === undefined) continue;
        context.script({ kind: 'say', answer });
        const ending = await pollMany(context, tickets);
        if (ending.kind === 'rejected') continue;
        const [first] = valueOf(ending, 'a batch that is silent about its first ticket');
        expectThat(
          first?.status !== 'failed',
          'a ticket ended by a reply that does not speak of it',
        );
      }
    },
  },
  {
    id: 'H05',
    title: 'asks about several tickets by one request, and answers in their order',
    why: 'entries are matched by their place',
    fix: 'send one request; give one entry for each ticket, "unanswered" where the reply is silent',
    severity: 'wrong-answer',
    needs: ['batch-poll'],
    run: async (context) => {
      const tickets = await ticketsOf(context);
      const before = context.requests.length;
      const pending = valueOf(await pollMany(context, tickets), 'a batch');
      expectEqual(context.requests.length - before, 1, 'requests of a batch');
      expectEqual(
        pending.map(({ status }) => status),
        ['pending', 'pending', 'pending'],
        'the entries',
      );
      await context.finishAll();
      const solved = valueOf(await pollMany(context, tickets), 'a batch of solved tickets');
      expectEqual(solved.length, tickets.length, 'entries');
      for (const [index, ticket] of tickets.entries()) {
        const alone = valueOf(await context.poll(ticket), 'a poll');
        expectEqual(
          Object(solved[index]).solution,
          Object(alone).solution,
          `the solution of entry ${index + 1}`,
        );
      }
      context.script({ kind: 'lose', how: 'reset-before-headers' });
      errorOf(await pollMany(context, tickets), 'a batch whose reply is lost');
    },
  },
];
