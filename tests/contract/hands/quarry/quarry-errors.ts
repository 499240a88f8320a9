import {
  type Operation,
  ProviderError,
  type ProviderErrorCode,
  type TransportResponse,
} from '@understudy/core/provider';
import { parseRetryAfterMs, redact } from '@understudy/core/wire';
import * as z from 'zod';

/** `hint` is left out on purpose: it is for people, and may repeat the key. */
const faultReplySchema = z.object({
  ok: z.literal(false),
  fault: z.object({
    name: z.string().min(1).max(100),
    seconds: z.number().min(0).nullish().catch(undefined),
    field: z.string().min(1).max(50).nullish().catch(undefined),
  }),
});

type Fault = z.output<typeof faultReplySchema>['fault'];

/** Quarry's faults that mean the same whatever was asked. */
const meanings: Readonly<Record<string, ProviderErrorCode>> = {
  'unknown-key': 'credentials-rejected',
  'blocked-key': 'credentials-rejected',
  'empty-purse': 'funds-exhausted',
  crowded: 'at-capacity',
  throttled: 'rate-limited',
  'closed-for-repair': 'provider-unavailable',
};

/** Those that speak of a task only where one was sent; elsewhere they must not end a ticket that was paid for. */
const meaningsByOperation: Readonly<
  Partial<Record<Operation, Readonly<Record<string, ProviderErrorCode>>>>
> = {
  submit: { 'bad-args': 'task-invalid', 'not-our-type': 'task-unsupported' },
  report: { 'bad-args': 'report-refused' },
};

export interface FailedReply {
  readonly providerId: string;
  readonly operation: Operation;
  readonly response: TransportResponse;
  /** The reply as JSON; undefined where it is none. */
  readonly reply: unknown;
  readonly secrets: readonly string[];
  readonly nowEpochMs: number;
}

/** The error that a reply amounts to. A fault wins over the HTTP status beside it. */
export function quarryFailure(failed: FailedReply): ProviderError {
  const { providerId, operation, response, reply, secrets, nowEpochMs } = failed;
  const fault = faultReplySchema.safeParse(reply).data?.fault;
  const code = fault === undefined ? codeOfPage(response) : codeOfFault(fault.name, operation);
  const headerMs = parseRetryAfterMs(response.headers['retry-after'], { nowEpochMs });
  return new ProviderError({
    code,
    providerId,
    operation,
    message: `${providerId}: the ${operation} failed: ${code}`,
    retryAfterMs: secondsToMs(fault?.seconds) ?? headerMs,
    // "Faults cost nothing": said by Quarry of the request. On a poll the attempt was paid for earlier.
    charged: operation === 'submit' && fault !== undefined ? 'no' : undefined,
    rawCode: fault === undefined ? `HTTP ${response.status}` : redact(wordOf(fault), secrets),
  });
}

function codeOfFault(name: string, operation: Operation): ProviderErrorCode {
  return own(meaningsByOperation[operation], name) ?? own(meanings, name) ?? 'unclassified';
}

function codeOfPage({ status, body }: TransportResponse): ProviderErrorCode {
  if (status === 429) return 'rate-limited';
  // Quarry itself always answers 200: other statuses and pages for people come from something in front of it.
  if (status >= 500 || body.trimStart().startsWith('<')) return 'provider-unavailable';
  return 'protocol-violated';
}

const own = (
  table: Readonly<Record<string, ProviderErrorCode>> | undefined,
  name: string,
): ProviderErrorCode | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;

const wordOf = ({ name, field }: Fault): string =>
  typeof field === 'string' ? `${name}:${field}` : name;

/** At most a day, so that no number in a reply becomes an infinite one. */
const secondsToMs = (seconds: number | null | undefined): number | undefined =>
  typeof seconds === 'number' ? Math.ceil(Math.min(seconds, 86_400) * 1_000) : undefined;
