import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { errorOf } from '../ending.ts';
import { expectEqual, expectOneOf, expectThat } from '../expectations.ts';
import type { Loss } from '../wire/step.ts';
import { solutionOf } from './poll-outcome.ts';

const letThrough =
  'let the transport’s error through; with a client of your own, map its codes as the transport does';

/** A lost reply: the poll rejects at once, after one request, and the ticket lives; the submit may be paid. */
async function expectLoss(context: CheckContext, how: Loss): Promise<void> {
  const ticket = await context.ticketOf();
  const before = context.requests.length;
  context.script({ kind: 'lose', how });
  const polled = errorOf(
    await context.ending(context.provider.poll(ticket, context.call().context)),
    `a poll (${how})`,
  );
  expectOneOf(
    polled.code,
    ['provider-unavailable', 'protocol-violated'],
    `the code of a poll (${how})`,
  );
  expectEqual(context.requests.length - before, 1, `requests of a poll (${how})`);
  context.script({ kind: 'lose', how });
  const submitted = errorOf(await context.submit(), `a submit (${how})`);
  expectOneOf(
    submitted.code,
    ['outcome-unknown', 'protocol-violated'],
    `the code of a submit (${how})`,
  );
  expectEqual(submitted.charged, 'unknown', `"charged" of a submit (${how})`);
  expectEqual(context.requests.length - before, 2, `requests of a poll and a submit (${how})`);
}

const lossCheck = (id: string, how: Loss, title: string): Check => ({
  id,
  title,
  why: 'taken for an end of the ticket, or for a free try, it costs a paid task',
  fix: letThrough,
  severity: 'money',
  run: async (context) => await expectLoss(context, how),
});

/** A poll that does not end by itself, and must end with its signal. */
const endsWithSignal = (
  id: string,
  title: string,
  start: (context: CheckContext) => void,
): Check => ({
  id,
  title,
  why: 'one silent reply holds a task until its deadline, and a worker for ever',
  fix: 'pass context.signal to the transport: the router ends calls that take too long',
  severity: 'hang',
  run: async (context) => {
    const ticket = await context.ticketOf();
    start(context);
    const call = context.call();
    const polling = context.provider.poll(ticket, call.context);
    polling.catch(() => undefined);
    await context.stillWaits(polling);
    call.abort(new Error('the poll has taken too long'));
    expectThat(!(await context.stillWaits(polling)), 'the poll did not end with its signal');
    const error = errorOf(await context.ending(polling), 'a poll that was ended');
    expectOneOf(error.code, ['provider-unavailable', 'unreachable'], 'the code');
  },
});

/** A submit of which no byte can be written. */
async function expectUnwritten(
  context: CheckContext,
  how: Loss,
  provider = context.provider,
): Promise<void> {
  const error = errorOf(await context.submit(context.sample, provider), `a submit (${how})`);
  expectEqual(context.requests.length, 0, 'requests that were sent all the same');
  expectEqual(error.code, 'unreachable', 'the code');
  expectEqual(error.charged, 'no', '"charged"');
}

const aroundIt =
  'an unsafe way around it sends the key in the clear; a wrong code books money that was not spent';

/** What becomes of replies that do not come, or come in pieces. */
export const networkChecks: readonly Check[] = [
  lossCheck('E01', 'reset-on-accept', 'takes a reset connection for a lost reply'),
  lossCheck('E02', 'reset-before-headers', 'takes a reset before the headers for a lost reply'),
  lossCheck('E03', 'closed-before-headers', 'takes a closed connection for a lost reply'),
  lossCheck('E04', 'reset-mid-body', 'takes a reset in the body for a lost reply'),
  lossCheck('E05', 'closed-mid-body', 'takes half a body for a lost reply'),
  lossCheck('E06', 'chunk-cut-short', 'takes a chunk that is cut short for a lost reply'),
  endsWithSignal('E07', 'ends a silent poll with its signal', (context) =>
    context.script({ kind: 'hang', at: 'headers' }),
  ),
  endsWithSignal('E08', 'ends a poll whose body stops half-way with its signal', (context) =>
    context.script({ kind: 'hang', at: 'body' }),
  ),
  endsWithSignal('E09', 'ends a poll whose reply drips with its signal', (context) =>
    context.script({ kind: 'drip', everyMs: 100 }),
  ),
  {
    id: 'E10',
    title: 'refuses a reply without end',
    why: 'a broken or hostile service fills the memory of the whole process',
    fix: 'leave maxBodyBytes as it is, or set it lower; never read a reply without a limit',
    severity: 'robustness',
    run: async (context) => {
      const ticket = await context.ticketOf();
      context.script({ kind: 'huge', bytes: 64 * 1_048_576 });
      const error = errorOf(await context.poll(ticket), 'a poll answered with 64 MiB');
      expectOneOf(error.code, ['protocol-violated', 'provider-unavailable'], 'the code');
      for (const { terms } of context.requests) {
        const limit = terms?.maxBodyBytes ?? 0;
        expectThat(limit <= 16 * 1_048_576, `a request allows a reply of ${limit} bytes`);
      }
    },
  },
  {
    id: 'E11',
    title: 'takes bytes that are no HTTP for a lost reply',
    why: 'a crash of the parser is taken for the caller’s fault',
    fix: letThrough,
    severity: 'robustness',
    run: async (context) => {
      await expectLoss(context, 'garbage');
      await expectLoss(context, 'bad-chunk');
    },
  },
  {
    id: 'E12',
    title: 'sends nothing where the certificate is not trusted',
    why: aroundIt,
    fix: letThrough,
    severity: 'secret',
    run: async (context) => {
      const how = 'certificate-refused';
      const baseUrl = await context.distrustedUrl();
      if (baseUrl !== undefined) {
        await expectUnwritten(context, how, context.create({ baseUrl }));
        return;
      }
      context.script({ kind: 'lose', how });
      await expectUnwritten(context, how);
    },
  },
  {
    id: 'E13',
    title: 'says of an unknown host that nothing was bought',
    why: aroundIt,
    fix: letThrough,
    severity: 'robustness',
    needs: ['no-socket'],
    run: async (context) => {
      const how = 'name-unknown';
      context.script({ kind: 'lose', how });
      await expectUnwritten(context, how);
    },
  },
  {
    id: 'E14',
    title: 'takes an empty reply for no answer',
    why: 'taken for an id or an answer it is handed out; taken for a refusal it is bought again',
    fix: 'an empty body is "protocol-violated" or "provider-unavailable"',
    severity: 'money',
    run: async (context) => {
      for (const status of [200, 204]) {
        context.script({ kind: 'say', answer: { text: '', status } });
        const error = errorOf(await context.submit(), `an empty reply with HTTP ${status}`);
        expectEqual(error.charged, 'unknown', '"charged"');
      }
    },
  },
  {
    id: 'E15',
    title: 'reads a reply with a byte order mark and white space around it',
    why: 'PHP files are saved with a mark: every reply of such a service would be lost',
    fix: 'let the transport decode, and trim before parsing',
    severity: 'robustness',
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.finishAll();
      for (const step of [{ prefix: '\uFEFF' }, { prefix: ' \r\n' }, { suffix: '\r\n\r\n' }]) {
        context.script({ kind: 'rewrite', ...step });
        solutionOf(await context.poll(ticket), `an answer with ${JSON.stringify(step)}`);
      }
    },
  },
  {
    id: 'E16',
    title: 'never sends a submit again over a connection that had gone stale',
    why: 'whether the first one arrived nobody knows: the second may be paid, too',
    fix: 'switch the client’s own retries off for submits',
    severity: 'money',
    run: async (context) => {
      await context.submit();
      const [accepted, sent] = [context.acceptedCount, context.countOf('submit')];
      context.script({ kind: 'lose', how: 'reset-on-accept' });
      errorOf(await context.submit(), 'a submit over a stale connection');
      expectEqual(context.countOf('submit') - sent, 1, 'submits sent');
      expectEqual(context.acceptedCount - accepted, 0, 'tasks accepted');
    },
  },
];
