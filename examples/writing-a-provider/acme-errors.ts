import {
  type Charged,
  type Operation,
  ProviderError,
  type ProviderErrorCode,
  type TransportResponse,
} from '@understudy/core/provider';
import { parseRetryAfterMs, redact } from '@understudy/core/wire';

interface Meaning {
  readonly code: ProviderErrorCode;
  readonly retryAfterMs?: number;
  /** Where acme says more about money than the contract assumes of the code. */
  readonly charged?: Charged;
}

/** Acme's words, from its (imaginary) documentation. */
const meanings: Readonly<Record<string, Meaning>> = {
  KEY_UNKNOWN: { code: 'credentials-rejected' },
  NO_FUNDS: { code: 'funds-exhausted' },
  BANNED: { code: 'address-banned', retryAfterMs: 300_000 },
  NO_WORKER: { code: 'at-capacity', retryAfterMs: 5_000 },
  TOO_FAST: { code: 'rate-limited', retryAfterMs: 5_000 },
  BAD_SITE_KEY: { code: 'task-invalid' },
  KIND_UNKNOWN: { code: 'task-unsupported' },
  PUZZLE_USED: { code: 'task-stale' },
  MAINTENANCE: { code: 'provider-unavailable', charged: 'no' },
  ID_UNKNOWN: { code: 'ticket-lost' },
  ALREADY_REPORTED: { code: 'report-refused' },
};

/** The codes that speak of the ticket itself. All others leave it as it was, to be asked about again. */
export const endsTheTicket: ReadonlySet<ProviderErrorCode> = new Set([
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'proxy-rejected',
]);

export interface FailedReply {
  readonly providerId: string;
  readonly operation: Operation;
  readonly response: TransportResponse;
  /** Acme's word for what is wrong; undefined where the reply has none. */
  readonly word: string | undefined;
  readonly secrets: readonly string[];
  readonly nowEpochMs: number;
}

/** The error that a reply amounts to. A word that is known wins over the HTTP status beside it. */
export function acmeFailure({
  providerId,
  operation,
  response,
  word,
  ...rest
}: FailedReply): ProviderError {
  const { secrets, nowEpochMs } = rest;
  const known = word !== undefined && Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  const { retryAfterMs, charged, ...meaning } = known ?? meaningOf(response, word);
  const code = codeOn(operation, meaning.code);
  const header = response.headers['retry-after'];
  return new ProviderError({
    code,
    providerId,
    operation,
    message: `${providerId}: the ${operation} failed: ${code}`,
    retryAfterMs: parseRetryAfterMs(header, { nowEpochMs }) ?? retryAfterMs,
    // Without a `charged` of our own the contract's default holds, see `chargedBy`.
    charged: operation === 'submit' ? charged : undefined,
    rawCode: word === undefined ? `HTTP ${response.status}` : redact(word, secrets),
  });
}

/** What a word means depends on what was asked. */
function codeOn(operation: Operation, code: ProviderErrorCode): ProviderErrorCode {
  // Nothing but a poll asks for a ticket: as the answer to a submit it is none, and the outcome is open.
  if (operation === 'submit' && code === 'ticket-lost') return 'protocol-violated';
  // Whatever acme holds against a ticket is, on a report, a refusal to hear it.
  if (operation === 'report' && endsTheTicket.has(code)) return 'report-refused';
  return code;
}

function meaningOf({ status, body }: TransportResponse, word: string | undefined): Meaning {
  if (status === 429) return { code: 'rate-limited' };
  if (status === 401) return { code: 'credentials-rejected' };
  // A page for people, whatever its status, comes from a proxy or from maintenance. It is no violation: the third
  // violation in a row would end a ticket that has been paid for.
  if (status >= 500 || body.trimStart().startsWith('<')) return { code: 'provider-unavailable' };
  // A refusal in acme's own form, with a word that nobody knows; anything else is no reply of acme's.
  return { code: word === undefined ? 'protocol-violated' : 'unclassified' };
}
