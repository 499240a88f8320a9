import type { ProviderError } from '@understudy/core/provider';

import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { errorOf } from '../ending.ts';
import { expectEqual, expectOneOf, expectThat } from '../expectations.ts';
import { showsSecret } from '../shows-secret.ts';
import { shown } from '../shown.ts';
import type { Step } from '../wire/step.ts';

const codes: readonly string[] = [
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'credentials-rejected',
  'funds-exhausted',
  'address-banned',
  'at-capacity',
  'rate-limited',
  'unreachable',
  'provider-unavailable',
  'outcome-unknown',
  'protocol-violated',
  'unclassified',
  'proxy-rejected',
  'report-refused',
];

/** One of each kind of failure. */
const failures = ({ wire, apiKey }: CheckContext): readonly Step[] => [
  { kind: 'say', answer: wire.refused(Object.keys(wire.words)[0] ?? 'ERROR') },
  { kind: 'say', answer: wire.refused('ERROR_MOON_PHASE') },
  { kind: 'say', answer: wire.refused(`no such key: ${apiKey}`) },
  { kind: 'say', answer: { text: `{"broken": "${apiKey}`, status: 200 } },
  { kind: 'say', answer: { text: `<html>${apiKey}</html>`, status: 500 } },
  { kind: 'say', answer: { json: { [apiKey]: apiKey }, status: 400 } },
  { kind: 'lose', how: 'reset-before-headers' },
  { kind: 'lose', how: 'garbage' },
];

/** Every failure on a submit and on a poll, as errors. */
async function errorsOf(context: CheckContext): Promise<readonly ProviderError[]> {
  const ticket = await context.ticketOf();
  const errors: ProviderError[] = [];
  for (const step of failures(context)) {
    context.script(step);
    errors.push(errorOf(await context.submit(), `a submit under ${shown(step)}`));
    context.script(step);
    const ending = await context.poll(ticket);
    const failed = ending.kind === 'resolved' && ending.value.status === 'failed';
    errors.push(
      failed ? Object(ending.value).error : errorOf(ending, `a poll under ${shown(step)}`),
    );
  }
  return errors;
}

/** What every error is like. */
export const errorShapeChecks: readonly Check[] = [
  {
    id: 'D10',
    title: 'fails with a ProviderError that says who, what, and whether money was spent',
    why: 'whatever else is thrown counts as a broken protocol, and as maybe paid',
    fix: 'throw ProviderError, with the provider’s id and the operation of the call',
    severity: 'money',
    run: async (context) => {
      for (const [index, error] of (await errorsOf(context)).entries()) {
        expectOneOf(error.code, codes, '"code"');
        expectEqual(error.providerId, context.provider.id, '"providerId"');
        expectEqual(error.operation, index % 2 === 0 ? 'submit' : 'poll', '"operation"');
        expectOneOf(error.charged, ['no', 'yes', 'unknown'], '"charged"');
      }
    },
  },
  {
    id: 'D11',
    title: 'keeps the service’s words short',
    why: 'a reply of a megabyte ends up in logs and trackers',
    fix: 'put no reply into messages; a code goes into rawCode, cut and redacted',
    severity: 'robustness',
    run: async (context) => {
      const long = `ERROR_${'X'.repeat(5_000)}`;
      const answers = [
        context.wire.refused(long),
        { text: long },
        { text: `<html>${long}`, status: 500 },
      ];
      for (const answer of answers) {
        context.script({ kind: 'say', answer });
        const error = errorOf(await context.submit(), 'a submit answered at length');
        expectThat(
          (error.rawCode ?? '').length <= 100,
          `rawCode has ${error.rawCode?.length} characters`,
        );
        expectThat(
          error.message.length <= 1_000,
          `the message has ${error.message.length} characters`,
        );
      }
    },
  },
  {
    id: 'D12',
    title: 'shows the key nowhere in its errors, even where the service repeats it',
    why: 'errors are logged, sent to trackers and shown to people',
    fix: 'redact the service’s words; give no reply and no SyntaxError as cause',
    severity: 'secret',
    run: async (context) => {
      for (const error of await errorsOf(context)) {
        expectThat(
          !showsSecret(error, context.apiKey),
          `an error (${error.code}, ${error.operation}) shows the key`,
        );
      }
    },
  },
];
