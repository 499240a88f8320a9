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
  readonly charged?: Charged;
  /** Where the word makes sense; elsewhere it is as good as unknown. Undefined: everywhere. */
  readonly on?: readonly Operation[];
}

/** Harbor's words, from its documentation. */
const meanings: Readonly<Record<string, Meaning>> = {
  bad_key: { code: 'credentials-rejected' },
  key_suspended: { code: 'credentials-rejected' },
  no_funds: { code: 'funds-exhausted' },
  busy: { code: 'at-capacity', charged: 'no' },
  ip_blocked: { code: 'address-banned', retryAfterMs: 300_000 },
  bad_task: { code: 'task-invalid' },
  unsupported_kind: { code: 'task-unsupported' },
  // Harbor does not say that nothing was taken, so the contract's "maybe paid" stands.
  maintenance: { code: 'provider-unavailable' },
  no_such_task: { code: 'ticket-lost', on: ['poll', 'report'] },
  already_judged: { code: 'report-refused', on: ['report'] },
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
  /** Harbor's `error.code`; undefined where the reply has none. */
  readonly word: string | undefined;
  readonly secrets: readonly string[];
  readonly nowEpochMs: number;
}

/** The error that a reply amounts to. A word that is known wins over the HTTP status beside it. */
export function harborFailure(reply: FailedReply): ProviderError {
  const { providerId, operation, response, word, secrets, nowEpochMs } = reply;
  const { code, retryAfterMs, charged } = knownMeaning(word, operation) ?? meaningOf(reply);
  const header = response.headers['retry-after'];
  return new ProviderError({
    code,
    providerId,
    operation,
    message: `${providerId}: the ${operation} failed: ${code}`,
    retryAfterMs: parseRetryAfterMs(header, { nowEpochMs }) ?? retryAfterMs,
    // Without a `charged` of our own the contract's default holds.
    charged: operation === 'submit' ? charged : undefined,
    rawCode: word === undefined ? `HTTP ${response.status}` : redact(word, secrets),
  });
}

function knownMeaning(word: string | undefined, operation: Operation): Meaning | undefined {
  if (word === undefined || !Object.hasOwn(meanings, word)) return undefined;
  const meaning = meanings[word];
  return meaning?.on === undefined || meaning.on.includes(operation) ? meaning : undefined;
}

function meaningOf({ response: { status, body }, word }: FailedReply): Meaning {
  if (status === 429) return { code: 'rate-limited' };
  if (status === 401) return { code: 'credentials-rejected' };
  // A page for people, whatever its status, comes from a proxy or from maintenance.
  if (status >= 500 || body.trimStart().startsWith('<')) return { code: 'provider-unavailable' };
  if (word === undefined) return { code: 'protocol-violated' };
  // Beside a status that means success an unknown word is no proof that nothing was taken.
  return status < 400 ? { code: 'unclassified', charged: 'unknown' } : { code: 'unclassified' };
}
