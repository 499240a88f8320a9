import type { ProviderError } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { type FailedReply, failureOf } from './failure-of.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Circumstances {
  readonly reply?: FailedReply['reply'];
  readonly operation?: FailedReply['operation'];
  readonly reading?: Partial<FailedReply['reading']>;
  readonly secrets?: readonly string[];
}

const failureTo = (
  { status = 200, headers = {} }: Answer,
  {
    reply = { status: 'malformed', flaw: 'unreadable' },
    operation = 'submit',
    reading,
    secrets = [],
  }: Circumstances = {},
): ProviderError =>
  failureOf({
    reply,
    response: { status, headers, body: '' },
    reading: { refusedStatuses: [], unsolvableIsCharged: false, ...reading },
    providerId: 'backup',
    operation,
    secrets,
    nowEpochMs: 1_800_000_000_000,
  });

const refusal = (rawCode: string): FailedReply['reply'] => ({ status: 'refused', rawCode });
const html: FailedReply['reply'] = { status: 'malformed', flaw: 'html' };

describe('failureOf', () => {
  it.each([
    [302, 'submit', 'protocol-violated', 'unknown'],
    [302, 'poll', 'protocol-violated', 'yes'],
    [400, 'submit', 'unclassified', 'no'],
    [401, 'submit', 'credentials-rejected', 'no'],
    [401, 'poll', 'credentials-rejected', 'yes'],
    [402, 'submit', 'funds-exhausted', 'no'],
    [403, 'submit', 'unclassified', 'no'],
    [404, 'submit', 'unclassified', 'no'],
    [404, 'poll', 'ticket-lost', 'yes'],
    [408, 'submit', 'provider-unavailable', 'unknown'],
    [413, 'submit', 'task-over-limits', 'no'],
    [429, 'submit', 'rate-limited', 'no'],
    [429, 'poll', 'rate-limited', 'yes'],
    [500, 'submit', 'provider-unavailable', 'unknown'],
    [502, 'poll', 'provider-unavailable', 'yes'],
    [503, 'submit', 'provider-unavailable', 'unknown'],
    [524, 'submit', 'provider-unavailable', 'unknown'],
  ] as const)('takes a bare %i on a %s for %s, charged %s', (status, operation, code, charged) => {
    expect(failureTo({ status }, { operation })).toMatchObject({
      code,
      charged,
      rawCode: `HTTP ${status}`,
    });
  });

  it.each([400, 401, 403, 500, 503])(
    'believes a known code more than the status %i beside it',
    (status) => {
      expect(failureTo({ status }, { reply: refusal('ERROR_ZERO_BALANCE') })).toMatchObject({
        code: 'funds-exhausted',
        charged: 'no',
        rawCode: 'ERROR_ZERO_BALANCE',
      });
    },
  );

  it('believes the status more than a code that nobody knows', () => {
    expect(failureTo({ status: 401 }, { reply: refusal('ERROR_NEW') })).toMatchObject({
      code: 'credentials-rejected',
      rawCode: 'ERROR_NEW',
    });
  });

  it('takes a refusal by an unknown code as unclassified, and not paid', () => {
    expect(failureTo({}, { reply: refusal('ERROR_NEW') })).toMatchObject({
      code: 'unclassified',
      charged: 'no',
      rawCode: 'ERROR_NEW',
    });
  });

  it.each(['empty', 'unreadable', 'no-id', 'html'] as const)(
    'takes a submit answered by %s as violated, and maybe paid',
    (flaw) => {
      expect(failureTo({}, { reply: { status: 'malformed', flaw } })).toMatchObject({
        code: 'protocol-violated',
        charged: 'unknown',
      });
    },
  );

  it('takes a submit that is not ready as a violation', () => {
    expect(failureTo({}, { reply: { status: 'pending' } }).code).toBe('protocol-violated');
  });

  it('lets a page for people on a poll end no ticket, whatever its status', () => {
    for (const status of [200, 403, 404, 503]) {
      expect(failureTo({ status }, { reply: html, operation: 'poll' }).code).toBe(
        'provider-unavailable',
      );
    }
  });

  it.each([
    ['7', 7_000],
    ['0.5', 500],
    ['Fri, 15 Jan 2027 08:00:09 GMT', 9_000],
    ['1000000000', 600_000],
    ['soon', 5_000],
  ])('reads the Retry-After %s of a 429 as %i ms', (header, retryAfterMs) => {
    expect(failureTo({ status: 429, headers: { 'retry-after': header } }).retryAfterMs).toBe(
      retryAfterMs,
    );
  });

  it('waits 5 s after a 429 that says nothing', () => {
    expect(failureTo({ status: 429 }).retryAfterMs).toBe(5_000);
  });

  it('takes a status that the profile knows as a refusal for not paid', () => {
    const reading = { refusedStatuses: [503, 403] };
    expect(failureTo({ status: 503 }, { reading })).toMatchObject({
      code: 'provider-unavailable',
      charged: 'no',
    });
    expect(failureTo({ status: 403 }, { reading })).toMatchObject({
      code: 'provider-unavailable',
      charged: 'no',
    });
    expect(failureTo({ status: 502 }, { reading }).charged).toBe('unknown');
    expect(failureTo({ status: 503 }, { reading, operation: 'poll' }).charged).toBe('yes');
  });

  it('takes an unsolvable task for refunded, unless the service charges it', () => {
    const polled = { reply: refusal('ERROR_CAPTCHA_UNSOLVABLE'), operation: 'poll' } as const;
    expect(failureTo({}, polled).charged).toBe('no');
    expect(failureTo({}, { ...polled, reading: { unsolvableIsCharged: true } }).charged).toBe(
      'yes',
    );
  });

  it.each([
    ['ERROR_WRONG_GOOGLEKEY', 'no'],
    ['ERROR_PROXY_BANNED', 'no'],
    ['ERROR_NO_SUCH_METHOD', 'no'],
    ['ERROR_TOKEN_EXPIRED', 'yes'],
    ['ERROR_WRONG_CAPTCHA_ID', 'yes'],
  ])('says of %s on a poll that it is charged: %s', (rawCode, charged) => {
    expect(failureTo({}, { reply: refusal(rawCode), operation: 'poll' }).charged).toBe(charged);
  });

  it.each([
    ['ERROR_WRONG_CAPTCHA_ID', 'report-refused'],
    ['ERROR_DUPLICATE_REPORT', 'report-refused'],
    ['ERROR_WRONG_ACTION', 'report-refused'],
    ['ERROR_NEW', 'report-refused'],
    ['ERROR_KEY_DOES_NOT_EXIST', 'credentials-rejected'],
    ['MAX_USER_TURN', 'rate-limited'],
  ])('takes %s on a report for %s', (rawCode, code) => {
    expect(failureTo({}, { reply: refusal(rawCode), operation: 'report' }).code).toBe(code);
  });

  it('says who failed at what and why, and what to do', () => {
    expect(failureTo({}, { reply: refusal('ERROR_ZERO_BALANCE') }).message).toBe(
      'backup: submit failed: funds-exhausted (ERROR_ZERO_BALANCE); top up the account',
    );
    expect(failureTo({ status: 502 }, { reply: html }).message).toBe(
      'backup: submit failed: provider-unavailable (HTTP 502); the reply is a page for people',
    );
  });

  it('repeats no sentence and no address of the service', () => {
    const { message, rawCode } = failureTo(
      {},
      { reply: refusal('https://2captcha.com/blog/google-search-recaptcha') },
    );
    expect(message).toBe(
      'backup: submit failed: task-invalid (GOOGLE-SEARCH-RECAPTCHA); check the fields of the task',
    );
    expect(rawCode).toBe('GOOGLE-SEARCH-RECAPTCHA');
  });

  it('names the status where what was said is no code', () => {
    const reply = refusal('0.secretToken-zrSnRHO7h0HwSjSCU8oy');
    expect(failureTo({}, { reply })).toMatchObject({ code: 'unclassified', charged: 'no' });
    expect(failureTo({}, { reply }).rawCode).toBeUndefined();
    expect(failureTo({ status: 400 }, { reply })).toMatchObject({ rawCode: 'HTTP 400' });
  });

  it('removes secrets from the code, also where the code would pass for one', () => {
    const key = '0123456789abcdef0123456789abcdef';
    const error = failureTo({}, { reply: refusal(`ERROR_KEY ${key}`), secrets: [key] });
    expect(`${error.message} ${error.rawCode}`).not.toContain(key);
  });
});
