import type { Ending } from './section-4.ts';

/** What is served: of section 4, the lines that are no codes. */
export interface HttpReply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a call ends, or that it only says "not ready". */
export type HttpEnding = Ending | 'pending';

export interface HttpLine {
  readonly reply: HttpReply;
  readonly submit: HttpEnding;
  readonly poll: HttpEnding;
}

const html = '<!DOCTYPE html><title>502 Bad Gateway</title>';
const json = '{"message":"Too busy"}';

const latched = { failsOver: 'yes', counts: 'latch' } as const;
const lost = { failsOver: 'by-policy', counts: 'breaker', charged: 'unknown' } as const;
const keepsPolling = { failsOver: 'stays', counts: 'breaker', charged: 'yes' } as const;
const unavailable = { code: 'provider-unavailable', ...lost } as const;
const stillUnavailable = { code: 'provider-unavailable', ...keepsPolling } as const;
const violated = { code: 'protocol-violated', ...lost } as const;
const stillViolated = { code: 'protocol-violated', ...keepsPolling } as const;
const unclassified = { code: 'unclassified', charged: 'no', failsOver: 'once' } as const;

const rateLimited = (retryAfterMs: number) => ({
  submit: {
    code: 'rate-limited',
    charged: 'no',
    failsOver: 'yes',
    counts: 'rest',
    retryAfterMs,
  } as const,
  poll: {
    code: 'rate-limited',
    charged: 'yes',
    failsOver: 'stays',
    counts: 'rest',
    retryAfterMs,
  } as const,
});

export const httpLines: readonly HttpLine[] = [
  { reply: { status: 202, body: '' }, submit: violated, poll: 'pending' },
  {
    reply: { status: 401, body: '' },
    submit: { code: 'credentials-rejected', charged: 'no', ...latched },
    poll: { code: 'credentials-rejected', charged: 'yes', ...latched },
  },
  {
    reply: { status: 402, body: '' },
    submit: { code: 'funds-exhausted', charged: 'no', ...latched },
    poll: { code: 'funds-exhausted', charged: 'yes', ...latched },
  },
  {
    reply: { status: 404, body: '' },
    submit: { ...unclassified, counts: 'breaker' },
    poll: { code: 'ticket-lost', charged: 'yes', failsOver: 'yes', counts: 'light' },
  },
  { reply: { status: 429, body: '' }, ...rateLimited(5_000) },
  { reply: { status: 429, body: json, headers: { 'retry-after': '7' } }, ...rateLimited(7_000) },
  { reply: { status: 500, body: '' }, submit: unavailable, poll: stillUnavailable },
  { reply: { status: 502, body: html }, submit: unavailable, poll: stillUnavailable },
  {
    reply: { status: 503, body: '', headers: { 'retry-after': '30' } },
    submit: { ...unavailable, retryAfterMs: 30_000 },
    poll: { ...stillUnavailable, retryAfterMs: 30_000 },
  },
  { reply: { status: 503, body: json }, submit: unavailable, poll: stillUnavailable },
  { reply: { status: 503, body: html }, submit: unavailable, poll: stillUnavailable },
  { reply: { status: 504, body: html }, submit: unavailable, poll: stillUnavailable },
  // Three replies that make no sense end a ticket: a page for people must not.
  { reply: { status: 200, body: html }, submit: violated, poll: stillUnavailable },
  { reply: { status: 202, body: html }, submit: violated, poll: stillUnavailable },
  { reply: { status: 200, body: 'whatever' }, submit: violated, poll: stillViolated },
  { reply: { status: 200, body: '' }, submit: violated, poll: stillViolated },
  { reply: { status: 200, body: json }, submit: violated, poll: stillViolated },
];

/** CapMonster says "not ready" by a 503 too, but not in a page for people. */
export const httpLineAt = (service: string, line: HttpLine): HttpLine =>
  service === 'capmonster' && line.reply.status === 503 && line.reply.body !== html
    ? { ...line, poll: 'pending' }
    : line;
