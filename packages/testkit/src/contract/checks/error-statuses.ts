import { httpDateOf } from '../../seams/http-date.ts';
import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { errorOf } from '../ending.ts';
import { expectEqual, expectOneOf, expectThat } from '../expectations.ts';
import type { WireAnswer } from '../wire/wire-answer.ts';
import type { ProviderError } from '@understudy/core/provider';

const html = (status: number, extra: Readonly<Record<string, string>> = {}): WireAnswer => ({
  text: `<html><body><h1>${status}</h1></body></html>`,
  status,
  headers: { 'content-type': 'text/html', ...extra },
});

async function submitAnswered(context: CheckContext, answer: WireAnswer): Promise<ProviderError> {
  context.script({ kind: 'say', answer });
  const what = `a submit answered HTTP ${answer.status ?? 200}`;
  return errorOf(await context.submit(), what);
}

const tenMinutesMs = 600_000;

/** What becomes of HTTP statuses and headers. */
export const errorStatusChecks: readonly Check[] = [
  {
    id: 'D06',
    title: 'reads Retry-After in seconds and as a date, and bounds it',
    why: 'a wait of a year, or of milliseconds that were meant as seconds, rests an account wrongly',
    fix: 'use parseRetryAfterMs of @understudy/core/wire',
    severity: 'robustness',
    run: async (context) => {
      const in90s = httpDateOf(context.clock.epochMs() + 90_000);
      const past = httpDateOf(context.clock.epochMs() - 3_600_000);
      const cases = [
        ['20', 20_000],
        [in90s, 90_000],
        [past, 0],
      ] as const;
      for (const [header, wanted] of cases) {
        const error = await submitAnswered(context, html(429, { 'retry-after': header }));
        expectEqual(error.code, 'rate-limited', 'the code of HTTP 429');
        const given = error.retryAfterMs ?? NaN;
        // A date has whole seconds.
        expectThat(
          Math.abs(given - wanted) <= 1_000,
          `"Retry-After: ${header}" became ${given} ms instead of ${wanted}`,
        );
      }
      for (const header of ['1000000000', 'Fri, 31 Dec 9999 23:59:59 GMT']) {
        const error = await submitAnswered(context, html(429, { 'retry-after': header }));
        const given = error.retryAfterMs ?? 0;
        expectThat(
          given <= 6 * tenMinutesMs,
          `"Retry-After: ${header}" became ${given} ms, which nobody waits`,
        );
      }
      for (const header of ['soon', '-5', '']) {
        const error = await submitAnswered(context, html(429, { 'retry-after': header }));
        const given = error.retryAfterMs ?? 0;
        expectThat(
          given >= 0 && given <= tenMinutesMs,
          `"Retry-After: ${header}" became ${given} ms`,
        );
      }
    },
  },
  {
    id: 'D07',
    title: 'calls an error page unavailable, and its outcome unknown',
    why: 'a gateway’s 502 may come after the task was taken: "no" would buy again for certain',
    fix: 'map 5xx and pages for people to "provider-unavailable"',
    severity: 'money',
    run: async (context) => {
      for (const status of [500, 502, 504, 520]) {
        const error = await submitAnswered(context, html(status));
        expectEqual(error.code, 'provider-unavailable', `the code of HTTP ${status}`);
        expectEqual(error.charged, 'unknown', `"charged" of HTTP ${status}`);
      }
      const ticket = await context.ticketOf();
      for (const answer of [html(502), html(503), html(200)]) {
        context.script({ kind: 'say', answer });
        const error = errorOf(
          await context.poll(ticket),
          `a poll answered by a page, HTTP ${answer.status}`,
        );
        expectEqual(
          error.code,
          'provider-unavailable',
          `the code of a page, HTTP ${answer.status}, on a poll`,
        );
      }
    },
  },
  {
    id: 'D08',
    title: 'tells a rejected key from a page that stands before the service',
    why: 'a firewall’s 403 would put the account at rest until its key changes',
    fix: '401 is "credentials-rejected"; a page with 403 is "provider-unavailable"',
    severity: 'robustness',
    run: async (context) => {
      const rejected = await submitAnswered(context, { text: '', status: 401 });
      expectEqual(rejected.code, 'credentials-rejected', 'the code of HTTP 401');
      const page = await submitAnswered(context, html(403));
      expectEqual(page.code, 'provider-unavailable', 'the code of a page with HTTP 403');
    },
  },
  {
    id: 'D09',
    title: 'follows no redirect',
    why: 'the key goes to whoever the redirect names, and the body of a POST is dropped',
    fix: 'take the redirect for an error; the transports never follow one',
    severity: 'secret',
    run: async (context) => {
      for (const status of [301, 302, 307, 308]) {
        const before = context.requests.length;
        const headers = { location: 'https://elsewhere.test/v1/tasks' };
        const error = await submitAnswered(context, { text: '', status, headers });
        expectEqual(context.requests.length - before, 1, `requests after HTTP ${status}`);
        expectThat(
          error.charged !== 'no',
          `"charged" of HTTP ${status} is "no", which nobody knows`,
        );
        expectOneOf(
          error.code,
          ['protocol-violated', 'provider-unavailable'],
          `the code of HTTP ${status}`,
        );
      }
    },
  },
];
