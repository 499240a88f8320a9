import {
  type Charged,
  type Operation,
  ProviderError,
  type ProviderErrorCode,
  type TransportResponse,
} from '@understudy/core/provider';
import { parseRetryAfterMs } from '@understudy/core/wire';

import type { Flaw, Reply } from '../reply/reply.ts';
import { codeWord } from './code-word.ts';
import type { ErrorMeaning, ErrorTable } from './error-meaning.ts';
import { failureMessage } from './failure-message.ts';
import { lookUpError } from './look-up-error.ts';
import { statusMeaning } from './status-meaning.ts';

/** How a service's refusals are to be read. */
export interface RefusalReading {
  readonly errors?: ErrorTable | undefined;
  /** HTTP statuses by which the service refuses a submit for certain, without having taken the task. */
  readonly refusedStatuses: readonly number[];
  /** Whether a task that could not be solved is paid for all the same. */
  readonly unsolvableIsCharged: boolean;
  /** HTTP statuses of a poll that say nothing of its ticket but that it is not ready; 202 is one everywhere. */
  readonly pendingStatuses?: readonly number[] | undefined;
  /** HTTP statuses by which the service answers a report that it recorded all the same. */
  readonly recordedStatuses?: readonly number[] | undefined;
}

export interface FailedReply {
  readonly reply: Exclude<Reply<unknown>, { readonly status: 'ok' }>;
  readonly response: TransportResponse;
  readonly reading: RefusalReading;
  readonly providerId: string;
  readonly operation: Operation;
  readonly secrets: readonly string[];
  readonly nowEpochMs: number;
}

/** The error that a reply amounts to. A code that is known wins over the HTTP status beside it. */
export function failureOf(failed: FailedReply): ProviderError {
  const { reply, response, reading, providerId, operation, secrets, nowEpochMs } = failed;
  const meaning = meaningOf(failed);
  const code = operation === 'report' ? reportCode(meaning.code) : meaning.code;
  const said = reply.status === 'refused' ? reply.rawCode : undefined;
  const word = said === undefined ? undefined : codeWord({ said, errors: reading.errors, secrets });
  const rawCode = word ?? statusWord(response.status);
  const reason = reply.status === 'malformed' ? flawReasons[reply.flaw] : undefined;
  const { advice } = meaning;
  return new ProviderError({
    code,
    providerId,
    operation,
    message: failureMessage({ providerId, operation, code, rawCode, reason, advice }),
    charged: chargedOf({ meaning, operation, reading, status: response.status }),
    retryAfterMs:
      parseRetryAfterMs(response.headers['retry-after'], { nowEpochMs }) ?? meaning.retryAfterMs,
    rawCode,
  });
}

const flawReasons: Readonly<Record<Flaw, string>> = {
  empty: 'the reply is empty',
  html: 'the reply is a page for people',
  unreadable: 'the reply is not of the protocol',
  'no-id': 'the reply has no id',
  'no-answer': 'the reply has no answer',
  'no-balance': 'the reply has no amount',
  'unknown-status': 'the reply has a status that the protocol does not know',
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

const statusWord = (status: number): string | undefined =>
  isSuccess(status) ? undefined : `HTTP ${status}`;

function meaningOf({ reply, response: { status }, reading, operation }: FailedReply): ErrorMeaning {
  const known = reply.status === 'refused' ? lookUpError(reply.rawCode, reading.errors) : undefined;
  if (known !== undefined) return known;
  const isHtml = reply.status === 'malformed' && reply.flaw === 'html';
  if (!isSuccess(status)) {
    const meaning = statusMeaning({ status, operation, isHtml });
    const isRefusal = operation === 'submit' && reading.refusedStatuses.includes(status);
    return isRefusal && meaning.code === 'unclassified'
      ? { code: 'provider-unavailable' }
      : meaning;
  }
  if (reply.status === 'refused') return { code: 'unclassified' };
  // Three violations end a ticket. A maintenance page that calls itself a success must not cost a paid one.
  return { code: isHtml && operation !== 'submit' ? 'provider-unavailable' : 'protocol-violated' };
}

const aboutTheTicket: ReadonlySet<ProviderErrorCode> = new Set([
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'proxy-rejected',
  'unclassified',
]);

/** Whatever a service holds against a ticket is, on a report, a refusal to hear it. */
const reportCode = (code: ProviderErrorCode): ProviderErrorCode =>
  aboutTheTicket.has(code) ? 'report-refused' : code;

interface ChargedQuestion {
  readonly meaning: ErrorMeaning;
  readonly operation: Operation;
  readonly reading: RefusalReading;
  readonly status: number;
}

/** Undefined where the contract's own answer holds. */
function chargedOf({ meaning, operation, reading, status }: ChargedQuestion): Charged | undefined {
  if (operation === 'submit' && reading.refusedStatuses.includes(status)) return 'no';
  if (operation === 'poll' && meaning.code === 'task-unsolvable') {
    return reading.unsolvableIsCharged ? 'yes' : 'no';
  }
  return meaning.charged?.[operation];
}
