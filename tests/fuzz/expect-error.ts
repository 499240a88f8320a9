import type { ProviderErrorCode } from '@understudy/core/provider';

import type { ToldError } from './outcome.ts';
import type { FuzzedOperation, Question } from './question.ts';
import { refusalOf } from './refusals.ts';
import type { Meaning } from './sound-reply.ts';

type Complaint = Extract<Meaning, { readonly kind: 'refused' | 'flawed' | 'pending' }>;

/** The error that a reply without what was asked for amounts to, after architecture.md, section 4. */
export function expectError(
  complaint: Complaint,
  { question, status }: { readonly question: Question; readonly status: number },
): ToldError {
  const { operation, decoder } = question;
  const refusal = complaint.kind === 'refused' ? complaint.rawCode : undefined;
  const known = refusal === undefined ? undefined : refusalOf(refusal);
  const own = refusal === undefined ? undefined : decoder.meanings?.[refusal.split(':')[0] ?? ''];
  const isHtml = complaint.kind === 'flawed' && complaint.isHtml === true;
  const meant = own ?? known?.code ?? codeOfStatus({ complaint, operation, status, isHtml });
  const isUncertain =
    decoder.refusedStatuses?.includes(status) === true && meant === 'unclassified';
  const settled = isUncertain && operation === 'submit' ? 'provider-unavailable' : meant;
  const code = operation === 'report' && saysNoMore.has(settled) ? 'report-refused' : settled;
  return { code, charged: chargedOf({ code: settled, question, status, isFree: known?.isFree }) };
}

/** What holds against a ticket ends it: the poll then says so instead of failing. */
export const endsTheTicket: ReadonlySet<string> = new Set([
  'task-invalid',
  'task-unsupported',
  'task-over-limits',
  'task-stale',
  'task-unsolvable',
  'ticket-lost',
  'proxy-rejected',
]);

const saysNoMore: ReadonlySet<string> = new Set([...endsTheTicket, 'unclassified']);

interface BareStatus {
  readonly complaint: Complaint;
  readonly operation: FuzzedOperation;
  readonly status: number;
  readonly isHtml: boolean;
}

/** Where no code is known the HTTP status is what there is. */
function codeOfStatus({ complaint, operation, status, isHtml }: BareStatus): ProviderErrorCode {
  if (status < 300) {
    if (complaint.kind === 'refused') return 'unclassified';
    // A maintenance page must not cost a paid ticket.
    return isHtml && operation !== 'submit' ? 'provider-unavailable' : 'protocol-violated';
  }
  if (status < 400) return 'protocol-violated';
  if (status === 429) return 'rate-limited';
  if (status === 401) return 'credentials-rejected';
  if (status === 402) return 'funds-exhausted';
  if (status >= 500 || isHtml) return 'provider-unavailable';
  if (status === 404 && (operation === 'poll' || operation === 'pollMany')) return 'ticket-lost';
  if (status === 413 && operation === 'submit') return 'task-over-limits';
  return 'unclassified';
}

interface Billed {
  readonly code: ProviderErrorCode;
  readonly question: Question;
  readonly status: number;
  readonly isFree: true | undefined;
}

function chargedOf({ code, question, status, isFree }: Billed): ToldError['charged'] {
  const { operation, decoder } = question;
  if (operation === 'submit') {
    if (decoder.refusedStatuses?.includes(status) === true) return 'no';
    return ['provider-unavailable', 'protocol-violated'].includes(code) ? 'unknown' : 'no';
  }
  if (operation !== 'poll' && operation !== 'pollMany') return 'no';
  if (code === 'task-unsolvable') return decoder.unsolvableIsCharged === true ? 'yes' : 'no';
  return isFree === true ? 'no' : 'yes';
}
