import { chargedBy, type ProviderErrorCode } from '@understudy/core/provider';

import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { CheckSkipped } from '../check-failure.ts';
import { errorOf } from '../ending.ts';
import { expectEqual } from '../expectations.ts';
import { meaningOf } from '../wire/service-wire.ts';
import { failedOf, ticketLives } from './poll-outcome.ts';

const endsTicket: ReadonlySet<ProviderErrorCode> = new Set<ProviderErrorCode>([
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'proxy-rejected',
]);

/** Meaningless as an answer to a submit. */
const ofPollsOnly: ReadonlySet<ProviderErrorCode> = new Set<ProviderErrorCode>([
  'ticket-lost',
  'report-refused',
  'task-unsolvable',
]);

const wordsOf = (
  { wire }: CheckContext,
  isMeant: (code: ProviderErrorCode) => boolean,
): readonly string[] =>
  Object.keys(wire.words).filter((word) => {
    const code = meaningOf(wire, word)?.code;
    return code !== undefined && isMeant(code);
  });

/** Each documented word, as the answer to a submit, becomes its code. */
async function expectWordsOnSubmit(
  context: CheckContext,
  isMeant: (code: ProviderErrorCode) => boolean,
): Promise<void> {
  const words = wordsOf(context, isMeant);
  if (words.length === 0) throw new CheckSkipped('the wire has no word for it');
  for (const word of words) {
    context.script({ kind: 'say', answer: context.wire.refused(word) });
    const error = errorOf(await context.submit(), `a submit answered ${word}`);
    const meaning = meaningOf(context.wire, word);
    expectEqual(error.code, meaning?.code, `the code of ${word}`);
    expectEqual(error.rawCode, word, '"rawCode"');
    const charged = meaning?.charged ?? chargedBy(error.code, 'submit');
    if (error.code !== 'provider-unavailable' || meaning?.charged !== undefined) {
      expectEqual(error.charged, charged, `"charged" of ${word}`);
    }
  }
}

const only =
  (...codes: ProviderErrorCode[]) =>
  (code: ProviderErrorCode): boolean =>
    codes.includes(code);

const byTable = 'look the word up in a table, and name the code that the contract has for it';

/** What becomes of the service's own words. */
export const errorWordChecks: readonly Check[] = [
  {
    id: 'D01',
    title: 'names every documented refusal of a submit by its code',
    why: 'the router decides by the code: the wrong one fails over too much, or too little',
    fix: byTable,
    severity: 'robustness',
    run: async (context) => expectWordsOnSubmit(context, (code) => !ofPollsOnly.has(code)),
  },
  {
    id: 'D02',
    title: 'tells an empty account from a full one',
    why: 'taken for empty, a busy account rests until somebody tops it up; taken for busy, an empty one is asked again and again',
    fix: 'read the service’s own documentation: the same word means either',
    severity: 'money',
    run: async (context) => expectWordsOnSubmit(context, only('funds-exhausted', 'at-capacity')),
  },
  {
    id: 'D03',
    title: 'calls a full service full',
    why: 'a full service is no failing one: its breaker would open',
    fix: 'name it "at-capacity", and too many calls "rate-limited"',
    severity: 'robustness',
    run: async (context) => expectWordsOnSubmit(context, only('at-capacity', 'rate-limited')),
  },
  {
    id: 'D04',
    title: 'calls a rejected key rejected',
    why: 'services ban addresses that go on with a bad key',
    fix: byTable,
    severity: 'robustness',
    run: async (context) => expectWordsOnSubmit(context, only('credentials-rejected')),
  },
  {
    id: 'D05',
    title: 'says how long a ban of the address lasts',
    why: 'without it the account rests for a guess',
    fix: 'set retryAfterMs from the documentation',
    severity: 'robustness',
    run: async (context) => {
      await expectWordsOnSubmit(context, only('address-banned'));
      for (const word of wordsOf(context, only('address-banned'))) {
        context.script({ kind: 'say', answer: context.wire.refused(word) });
        const error = errorOf(await context.submit(), `a submit answered ${word}`);
        expectEqual(typeof error.retryAfterMs, 'number', `the type of "retryAfterMs" of ${word}`);
      }
    },
  },
  {
    id: 'D13',
    title: 'ends a ticket by the words that speak of it, and by no other',
    why: 'a ticket that ends too soon is lost money; one that never ends takes the deadline',
    fix: 'resolve "failed" for the codes that end a ticket, reject for the others',
    severity: 'money',
    run: async (context) => {
      const ticket = await context.ticketOf();
      for (const word of Object.keys(context.wire.words)) {
        const { code, isOfSubmits } = meaningOf(context.wire, word) ?? {};
        if (code === undefined || code === 'report-refused' || isOfSubmits === true) continue;
        context.script({ kind: 'say', answer: context.wire.refused(word) });
        const ending = await context.poll(ticket);
        const what = `a poll answered ${word}`;
        const error = endsTicket.has(code) ? failedOf(ending, what) : ticketLives(ending, what);
        expectEqual(error.code, code, `the code of ${word}`);
      }
    },
  },
  {
    id: 'D14',
    title:
      'says of an unknown refusal of a submit that nothing was bought, and never that it is known',
    why: 'a word that nobody knows is asked about once, elsewhere',
    fix: 'name it "unclassified", with the word as rawCode',
    severity: 'robustness',
    run: async (context) => {
      const word = 'ERROR_MOON_PHASE';
      context.script({ kind: 'say', answer: context.wire.refused(word) });
      const error = errorOf(await context.submit(), 'a submit refused by an unknown word');
      expectEqual(error.code, 'unclassified', 'the code');
      expectEqual(error.rawCode, word, '"rawCode"');
    },
  },
  {
    id: 'D15',
    title: 'says how long the service asks to be left alone',
    why: 'asked again too soon, services ban the account; too late, it earns nothing meanwhile',
    fix: 'set retryAfterMs, in milliseconds, from the reply or from the documentation',
    severity: 'robustness',
    run: async (context) => {
      const words = Object.keys(context.wire.words).filter(
        (word) => meaningOf(context.wire, word)?.retryAfterMs !== undefined,
      );
      if (words.length === 0) throw new CheckSkipped('no word of the wire says how long');
      const ticket = await context.ticketOf();
      for (const word of words) {
        const wanted = meaningOf(context.wire, word)?.retryAfterMs;
        const answer = context.wire.refused(word);
        context.script({ kind: 'say', answer }, { kind: 'say', answer });
        const onSubmit = errorOf(await context.submit(), `a submit answered ${word}`);
        expectEqual(onSubmit.retryAfterMs, wanted, `"retryAfterMs" of ${word} on a submit`);
        const onPoll = errorOf(await context.poll(ticket), `a poll answered ${word}`);
        expectEqual(onPoll.retryAfterMs, wanted, `"retryAfterMs" of ${word} on a poll`);
      }
    },
  },
];
