import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { type Ending, errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectOneOf, expectThat } from '../expectations.ts';
import type { Loss, Step } from '../wire/step.ts';
import type { WireAnswer } from '../wire/wire-answer.ts';

const payAgain = 'the router buys again, and the first task is paid for nothing';

/** A submit under one step of the script, and how it ended. */
async function submitUnder(context: CheckContext, ...steps: Step[]): Promise<Ending<unknown>> {
  context.script(...steps);
  return await context.submit();
}

const afterWriting: readonly Loss[] = [
  'reset-before-headers',
  'closed-before-headers',
  'reset-mid-body',
  'closed-mid-body',
];

/** Replies that hold no id. */
const withoutId: readonly WireAnswer[] = [
  { text: '' },
  { text: 'OK' },
  { text: 'OK|' },
  { text: 'null' },
  { json: [] },
  { json: {} },
  { text: '<html><body>502 Bad Gateway</body></html>', headers: { 'content-type': 'text/html' } },
];

/** What a submit has to do about money. */
export const submitMoneyChecks: readonly Check[] = [
  {
    id: 'B03',
    title: 'keeps a long id digit by digit',
    why: 'a rounded id is another task: somebody else’s answer is collected, or none',
    fix: 'keep ids as text, from the reply to the poll',
    severity: 'money',
    run: async (context) => {
      const id = context.wire.idOf?.(999) ?? '90071992547409931234';
      context.script({ kind: 'say', answer: context.wire.accepted({ id }) });
      await expectAskedFor(context, id);
    },
  },
  {
    id: 'B04',
    title: 'buys with exactly one request',
    why: 'every further request may be paid for',
    fix: 'send the submit once, and nothing else that buys',
    severity: 'money',
    run: async (context) => {
      valueOf(await context.submit(), 'a sound submit');
      expectEqual(context.countOf('submit'), 1, 'submits sent');
      expectEqual(context.acceptedCount, 1, 'tasks accepted');
    },
  },
  {
    id: 'B05',
    title: 'never submits again after a lost reply',
    why: 'the task was accepted and charged when its reply got lost; a retry pays again',
    fix: 'let the transport’s error through: the router decides by what it is told',
    severity: 'money',
    run: async (context) => {
      for (const how of afterWriting) {
        const accepted = context.acceptedCount;
        const sent = context.countOf('submit');
        await submitUnder(context, { kind: 'lose', how, isHandled: true });
        expectEqual(
          context.countOf('submit') - sent,
          1,
          `submits sent when the reply is lost (${how})`,
        );
        expectEqual(context.acceptedCount - accepted, 1, `tasks accepted (${how})`);
      }
      const sent = context.countOf('submit');
      const answer = { text: '<html>502 Bad Gateway</html>', status: 502 };
      await submitUnder(context, { kind: 'say', answer, isHandled: true });
      expectEqual(context.countOf('submit') - sent, 1, 'submits sent when the reply is a 502');
    },
  },
  {
    id: 'B06',
    title: 'says of a lost reply that the task may have been accepted',
    why: `told that nothing was bought, ${payAgain}`,
    fix: 'reject with "outcome-unknown"; the transport does it where its error is let through',
    severity: 'money',
    run: async (context) => {
      for (const how of afterWriting) {
        const error = errorOf(
          await submitUnder(context, { kind: 'lose', how, isHandled: true }),
          `a submit whose reply is lost (${how})`,
        );
        expectEqual(error.code, 'outcome-unknown', 'the code');
        expectEqual(error.charged, 'unknown', '"charged"');
      }
    },
  },
  {
    id: 'B07',
    title: 'says of a refused connection that nothing was bought',
    why: 'the router spares the next provider a free try, and books money that was never spent',
    fix: 'let the transport’s "unreachable" through',
    severity: 'robustness',
    run: async (context) => {
      context.script({ kind: 'lose', how: 'refused' });
      await context.ready();
      const error = errorOf(await context.submit(), 'a refused submit');
      expectEqual(error.code, 'unreachable', 'the code');
      expectEqual(error.charged, 'no', '"charged"');
      expectEqual(context.acceptedCount, 0, 'tasks accepted');
    },
  },
  {
    id: 'B08',
    title: 'takes nothing for an id that is none',
    why: 'an empty or made-up id is polled until the deadline, while the true task is lost',
    fix: 'read the reply by a schema, and reject with "protocol-violated" what does not fit',
    severity: 'money',
    run: async (context) => {
      for (const answer of [...withoutId, context.wire.accepted({ id: '' })]) {
        const what = `a submit answered ${JSON.stringify(answer)}`;
        const error = errorOf(await submitUnder(context, { kind: 'say', answer }), what);
        expectOneOf(
          error.code,
          ['protocol-violated', 'provider-unavailable', 'unclassified'],
          what,
        );
        const isOwnWord = error.code === 'unclassified';
        expectThat(
          isOwnWord || error.charged !== 'no',
          `${what}: charged "no", which nobody knows`,
        );
      }
    },
  },
  {
    id: 'B13',
    title: 'reads an id that is written as a number beyond 2^53',
    why: 'JSON.parse rounds it: the ticket is somebody else’s, or nobody’s',
    fix: 'read the text of such numbers; `parseJson` of provider-compatible does',
    severity: 'money',
    needs: ['number-ids'],
    run: async (context) => {
      const digits = '9007199254740993';
      const answer = context.wire.acceptedWithNumber?.(digits);
      if (answer !== undefined) context.script({ kind: 'say', answer });
      await expectAskedFor(context, digits);
    },
  },
  {
    id: 'B14',
    title: 'takes the id that comes with an odd status',
    why: 'the task was accepted and charged; without its ticket it is lost',
    fix: 'look for the id first, and at the status only where there is none',
    severity: 'money',
    run: async (context) => {
      for (const status of [400, 500, 502]) {
        const ending = await submitUnder(context, { kind: 'rewrite', status });
        expectThat(ending.kind === 'resolved', `an id beside HTTP ${status} was not taken`);
      }
    },
  },
];

/** The next submit is answered with an id; the poll that follows has to name it. */
async function expectAskedFor(context: CheckContext, id: string): Promise<void> {
  const ticket = await context.ticketOf();
  const before = context.requests.length;
  context.script({ kind: 'say', answer: context.wire.pending({ id }) });
  await context.poll(JSON.parse(JSON.stringify(ticket)));
  const asked = context.requests.slice(before);
  const ids = asked.flatMap(({ request }) => context.wire.read(request)?.ids ?? []);
  // A long number is rounded by whoever reads the request, too: its digits are what counts.
  const isNamed = asked.some(({ request }) => `${request.path} ${request.body}`.includes(id));
  if (!isNamed) expectEqual(ids, [id], 'the id that was asked for');
  expectEqual(asked.length, 1, 'requests of the poll');
}
