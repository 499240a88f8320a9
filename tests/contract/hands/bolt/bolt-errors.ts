import {
  type Operation,
  ProviderError,
  type ProviderErrorCode,
  type TransportResponse,
} from '@understudy/core/provider';
import { parseRetryAfterMs, redact } from '@understudy/core/wire';

interface Meaning {
  readonly code: ProviderErrorCode;
  readonly retryAfterMs?: number;
}

/** Bolt's words after `ERR:`. */
const meanings: Readonly<Record<string, Meaning>> = {
  key: { code: 'credentials-rejected' },
  frozen: { code: 'credentials-rejected' },
  money: { code: 'funds-exhausted' },
  full: { code: 'at-capacity', retryAfterMs: 5_000 },
  slow: { code: 'rate-limited', retryAfterMs: 5_000 },
  type: { code: 'task-unsupported' },
  // "Not a picture, or too large": the second, and a format that Bolt cannot read, may be no trouble elsewhere.
  picture: { code: 'task-over-limits' },
  page: { code: 'task-invalid' },
  down: { code: 'provider-unavailable' },
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
  /** The reply without its line end. */
  readonly text: string;
  readonly secrets: readonly string[];
  readonly nowEpochMs: number;
}

/** The error that a reply amounts to. `ERR:` wins over the HTTP status beside it. */
export function boltFailure(reply: FailedReply): ProviderError {
  const { providerId, operation, response, text, secrets, nowEpochMs } = reply;
  const refusal = /^ERR:\s*([^:\s].*)$/s.exec(text)?.[1];
  const [word = '', detail] = refusal?.split(':').map((part) => part.trim()) ?? [];
  const { code, retryAfterMs } =
    refusal === undefined ? meaningOfStranger(response) : meaningOfWord(word);
  // `ERR:slow:30`
  const seconds = word === 'slow' && /^\d+$/.test(detail ?? '') ? detail : undefined;
  return new ProviderError({
    code,
    providerId,
    operation,
    message: `${providerId}: the ${operation} failed: ${code}`,
    retryAfterMs:
      parseRetryAfterMs(seconds ?? response.headers['retry-after'], { nowEpochMs }) ?? retryAfterMs,
    // "Nothing is taken or charged with ERR:", whatever the word. Of anything else the contract's default holds.
    charged: operation === 'submit' && refusal !== undefined ? 'no' : undefined,
    rawCode: refusal === undefined ? `HTTP ${response.status}` : redact(refusal, secrets),
  });
}

function meaningOfWord(word: string): Meaning {
  const known = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  return known ?? { code: 'unclassified' };
}

/** A reply that is none of Bolt's own: the front door's, or nobody's. */
function meaningOfStranger({ status, body }: TransportResponse): Meaning {
  if (status === 429) return { code: 'rate-limited' };
  if (status >= 500 || body.trimStart().startsWith('<')) return { code: 'provider-unavailable' };
  return { code: 'protocol-violated' };
}
