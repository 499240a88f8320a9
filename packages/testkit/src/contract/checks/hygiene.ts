import { withTraps } from '../../seams/global-traps.ts';
import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { tour } from '../tour.ts';
import { solutionOf } from './poll-outcome.ts';

const atOnce = 100;

/** What one call may do to another, and to the process. */
export const hygieneChecks: readonly Check[] = [
  {
    id: 'G01',
    title: 'keeps a hundred tasks at once apart',
    why: 'a shared variable hands one caller’s answer to another',
    fix: 'keep nothing about a call outside the call',
    severity: 'wrong-answer',
    run: async (context) => {
      const { provider } = context;
      const task = await context.taskOf(context.sample);
      const submissions = await inParallel(context, atOnce, () =>
        provider.submit(task, context.call().context),
      );
      const tickets = submissions.map((submission) => Object(submission).ticket);
      await context.finishAll();
      const together = await inParallel(context, atOnce, (index) =>
        provider.poll(tickets[index], context.call().context),
      );
      expectEqual(
        new Set(tickets.map((ticket) => JSON.stringify(ticket))).size,
        atOnce,
        'different tickets',
      );
      for (const [index, ticket] of tickets.entries()) {
        // A mix-up among a hundred shows in every other one.
        if (index % 5 > 0) continue;
        const alone = solutionOf(await context.poll(ticket), 'a poll');
        expectEqual(Object(together[index]).solution, alone, 'an answer that came among others');
      }
    },
  },
  {
    id: 'G02',
    title: 'keeps two accounts apart',
    why: 'one customer’s key, balance or answers show at another’s',
    fix: 'keep no state in the module',
    severity: 'secret',
    run: async (context) => {
      const other = context.create({ apiKey: context.otherApiKey });
      const submitted = [context.provider, other, context.provider];
      for (const provider of submitted)
        valueOf(await context.submit(context.sample, provider), 'a submit');
      const ticket = await context.ticketOf(context.sample, other);
      await context.finishAll();
      solutionOf(await context.poll(ticket, other), 'a poll of the second account');
      const keys = context.requests.map(({ request }) => context.wire.read(request)?.apiKey);
      const [mine, theirs] = [context.apiKey, context.otherApiKey];
      expectEqual(keys, [mine, theirs, mine, theirs, theirs], 'the keys that were sent');
    },
  },
  {
    id: 'G03',
    title: 'can be closed twice, and leaves a transport that it was given alone',
    why: 'the transport belongs to whoever made it: others use it still',
    fix: 'close only the transport that the factory made itself',
    severity: 'robustness',
    needs: ['close'],
    run: async (context) => {
      const closing = context.create();
      for (const nth of ['first', 'second']) {
        valueOf(await context.ending(closing.close?.() ?? Promise.resolve()), `the ${nth} close`);
      }
      valueOf(await context.submit(), 'a submit by another provider on the same transport');
      expectEqual(context.closedCount, 0, 'times that the given transport was closed');
    },
  },
  {
    id: 'G04',
    title: 'changes nothing that it is given',
    why: 'the task goes on to the next provider, and the ticket into a database',
    fix: 'copy before changing',
    severity: 'robustness',
    run: async (context) => {
      const task = frozen(await context.taskOf(context.sample));
      const ending = await context.ending(
        context.provider.submit(task, Object.freeze(context.call().context)),
      );
      const { ticket } = Object(valueOf(ending, 'a submit of a frozen task'));
      const before = JSON.stringify(ticket);
      valueOf(await context.poll(frozen(ticket)), 'a poll for a frozen ticket');
      expectEqual(JSON.stringify(ticket), before, 'the ticket after a poll');
    },
  },
  {
    id: 'G05',
    title: 'prints nothing, and drops no rejection',
    why: 'payloads hold keys; a dropped rejection ends the process',
    fix: 'leave logging to the router’s events, and await or catch every promise',
    severity: 'secret',
    needs: ['no-socket'],
    run: async (context) => {
      const { used } = await withTraps(async () => await tour(context));
      const foreign = used.filter(({ kind }) => kind === 'output' || kind === 'rejection');
      expectThat(foreign.length === 0, `there was ${foreign.map(({ name }) => name).join(', ')}`);
    },
  },
  {
    id: 'G06',
    title: 'leaves the globals as they are',
    why: 'a patched fetch or Promise breaks somebody else’s code',
    fix: 'patch nothing',
    severity: 'robustness',
    needs: ['no-socket'],
    run: async (context) => {
      const { patched } = await withTraps(async () => await tour(context));
      expectEqual(patched, [], 'globals that were replaced');
    },
  },
  {
    id: 'G07',
    title: 'reaches the service by its transport only',
    why: 'proxies, certificates, limits and redaction are the transport’s: a request beside it has none',
    fix: 'send everything by the transport',
    severity: 'secret',
    needs: ['no-socket'],
    run: async (context) => {
      const { used } = await withTraps(async () => await tour(context));
      const foreign = used.filter(({ kind }) => kind === 'network');
      expectThat(
        foreign.length === 0,
        `used the global ${foreign.map(({ name }) => name).join(', ')}`,
      );
      const nameless = context.requests.filter(
        ({ terms }) => terms?.providerId !== context.provider.id,
      );
      expectEqual(nameless.length, 0, 'requests that do not name their provider');
      const open = context.requests.filter(
        ({ terms }) => terms?.secrets.includes(context.apiKey) !== true,
      );
      expectEqual(open.length, 0, 'requests that do not name the key in `secrets`');
    },
  },
];

/** The values of calls that were made at the same time. */
async function inParallel<T>(
  context: CheckContext,
  count: number,
  start: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const all = Promise.all(Array.from({ length: count }, (_, index) => start(index)));
  return valueOf(await context.ending(all), `${count} calls at once`);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
