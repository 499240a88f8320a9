import type { Operation } from '@understudy/core/provider';

import type { ErrorMeaning } from './error-meaning.ts';

export interface BareStatus {
  readonly status: number;
  readonly operation: Operation;
  readonly isHtml: boolean;
}

/** What an HTTP status means when the body beside it says nothing that is known. */
export function statusMeaning({ status, operation, isHtml }: BareStatus): ErrorMeaning {
  if (status === 429) return { code: 'rate-limited', retryAfterMs: 5_000 };
  if (status === 401) return { code: 'credentials-rejected' };
  if (status === 402) return { code: 'funds-exhausted' };
  // A redirect is never followed: it may name another host, and drops the body of a POST.
  if (status < 400) return { code: 'protocol-violated' };
  // A page for people comes from whatever stands before the service, and says nothing about a task.
  if (status >= 500 || status === 408 || isHtml) return { code: 'provider-unavailable' };
  if (status === 404 && operation === 'poll') return { code: 'ticket-lost' };
  if (status === 413 && operation === 'submit') return { code: 'task-over-limits' };
  return { code: 'unclassified' };
}
