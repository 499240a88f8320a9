import type { Check } from '../check.ts';
import { errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectOneOf, expectThat } from '../expectations.ts';
import { shown } from '../shown.ts';
import { showsSecret } from '../shows-secret.ts';

/** What the members do that a provider need not have. */
export const optionalMemberChecks: readonly Check[] = [
  {
    id: 'H01',
    title: 'reads the balance, and takes no nonsense for one',
    why: 'an account at rest is found again by its balance: NaN wakes it, or never does',
    fix: 'read a finite number; whatever else comes rejects',
    severity: 'robustness',
    needs: ['balance'],
    run: async (context) => {
      const { wire, provider } = context;
      const ask = async (): Promise<unknown> => await provider.balance?.(context.call().context);
      for (const amount of [12.5, 0, 1_234.567]) {
        const answer = wire.balance?.({ amount });
        if (answer !== undefined) context.script({ kind: 'say', answer });
        const balance = valueOf(await context.ending(ask()), `a balance of ${amount}`);
        expectEqual(Object(balance).amount, amount, 'the amount');
      }
      const nonsense = [{ text: '' }, { text: '<html>' }, ...(wire.noBalance ?? [])];
      for (const answer of nonsense) {
        context.script({ kind: 'say', answer });
        const what = `a balance of ${JSON.stringify(answer)}`;
        expectEqual(errorOf(await context.ending(ask()), what).operation, 'balance', '"operation"');
      }
    },
  },
  {
    id: 'H02',
    title: 'reports a rejected answer with one request, about its own task',
    why: 'a report of another task refunds the wrong one, and too many of them get accounts closed',
    fix: 'send the id of the ticket once; name a refusal "report-refused"',
    severity: 'money',
    needs: ['report'],
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.finishAll();
      await context.poll(ticket);
      const asked = context.requests.flatMap(
        ({ request }) => context.wire.read(request)?.ids ?? [],
      );
      const before = context.requests.length;
      const { context: call } = context.call();
      const ending = await context.ending(
        report(context.provider.report?.({ ticket, judgement: 'rejected' }, call)),
      );
      const sent = context.requests.slice(before);
      expectThat(sent.length <= 1, `${sent.length} requests of one report`);
      if (ending.kind !== 'resolved') {
        expectEqual(errorOf(ending, 'a report').code, 'report-refused', 'the code');
        return;
      }
      expectEqual(sent.length, 1, 'requests of a report');
      const named = sent.flatMap(({ request }) => context.wire.read(request)?.ids ?? []);
      expectEqual(named, asked.slice(0, 1), 'the task that was reported');
    },
  },
  {
    id: 'H03',
    title: 'reports an accepted answer, or says that it cannot',
    why: 'taken for a rejection, a good answer is complained of',
    fix: 'send the service’s word for a good answer; without one reject with "report-refused"',
    severity: 'wrong-answer',
    needs: ['report'],
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.finishAll();
      await context.poll(ticket);
      const bodies: string[] = [];
      for (const judgement of ['accepted', 'rejected'] as const) {
        const before = context.requests.length;
        const answer = context.wire.reported?.();
        if (answer !== undefined) context.script({ kind: 'say', answer });
        const { context: call } = context.call();
        const ending = await context.ending(
          report(context.provider.report?.({ ticket, judgement }, call)),
        );
        if (ending.kind !== 'resolved')
          expectEqual(errorOf(ending, 'a report').code, 'report-refused', 'the code');
        else expectEqual(context.requests.length - before, 1, `requests of "${judgement}"`);
        bodies.push(
          ...context.requests.slice(before).map(({ request }) => request.path + request.body),
        );
        context.script();
      }
      expectThat(
        new Set(bodies).size === bodies.length,
        'both judgements are sent by the same request',
      );
    },
  },
  {
    id: 'H07',
    title: 'names a report that the service refuses "report-refused"',
    why: 'any other code speaks of the provider’s health',
    fix: 'map every refusal of a report to "report-refused"',
    severity: 'comfort',
    needs: ['report'],
    run: async (context) => {
      const { wire, provider } = context;
      const ticket = await context.ticketOf();
      const { reportRefusal } = wire;
      const words = reportRefusal === undefined ? [] : [reportRefusal];
      for (const word of words) {
        context.script({ kind: 'say', answer: wire.refused(word) });
        const calling = provider.report?.(
          { ticket, judgement: 'rejected' },
          context.call().context,
        );
        const error = errorOf(await context.ending(report(calling)), `a report answered ${word}`);
        expectEqual(error.code, 'report-refused', 'the code');
      }
      const foreign = provider.report?.(
        { ticket: { nothing: true }, judgement: 'rejected' },
        context.call().context,
      );
      const error = errorOf(
        await context.ending(report(foreign)),
        'a report about a ticket of somebody else',
      );
      expectEqual(error.code, 'report-refused', 'the code');
    },
  },
  {
    id: 'H06',
    title: 'tells its capacity, or that it does not know',
    why: 'a made-up number of slots fills an account, or leaves it empty',
    fix: 'leave out what the reply does not say',
    severity: 'robustness',
    needs: ['capacity'],
    run: async (context) => {
      const ask = async (): Promise<unknown> =>
        await context.provider.capacity?.(context.call().context);
      const sound = Object(valueOf(await context.ending(ask()), 'the capacity'));
      for (const name of ['slots', 'busy']) {
        expectThat(isCount(sound[name]), `"${name}" is ${shown(sound[name])}`);
      }
      for (const answer of [{ text: '' }, { json: { threads: 'many' } }, { text: '<html>' }]) {
        context.script({ kind: 'say', answer });
        const ending = await context.ending(ask());
        if (ending.kind === 'rejected') errorOf(ending, 'the capacity');
        const value = ending.kind === 'resolved' ? Object(ending.value) : {};
        expectThat(
          isCount(value.slots) && isCount(value.busy),
          `${shown(value)} of ${JSON.stringify(answer)}`,
        );
      }
    },
  },
  {
    id: 'H08',
    title: 'has a fingerprint that changes with the key and does not show it',
    why: 'it is kept and compared in the open',
    fix: 'hash the key',
    severity: 'secret',
    needs: ['fingerprint'],
    run: async (context) => {
      const { provider, apiKey } = context;
      const other = context.create({ apiKey: context.otherApiKey });
      const [first, again, theirs] = await Promise.all(
        [provider, provider, other].map(async (one) => await one.credentialsFingerprint?.()),
      );
      expectEqual(again, first, 'the fingerprint asked for again');
      expectThat(theirs !== first, 'two keys have one fingerprint');
      expectThat(!showsSecret(first, apiKey), 'the fingerprint shows the key');
      expectOneOf(typeof first, ['string'], 'the type of the fingerprint');
    },
  },
];

const report = async (calling: Promise<void> | undefined): Promise<void> => await calling;

const isCount = (value: unknown): boolean =>
  value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0);
