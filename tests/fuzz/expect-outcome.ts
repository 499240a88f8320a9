import { endsTheTicket, expectError } from './expect-error.ts';
import type { Outcome } from './outcome.ts';
import { isAskedTogether, type Question } from './question.ts';
import type { MeantAnswer, MeantEntry, Meaning } from './sound-reply.ts';

export interface KnownReply {
  readonly question: Question;
  readonly meaning: Exclude<Meaning, { readonly kind: 'anything' }>;
  readonly status: number;
}

/** How a call has to end whose reply is understood: exactly so. */
export function expectOutcome({ question, meaning, status }: KnownReply): Outcome {
  const { operation, decoder } = question;
  const isRedirect = status >= 300 && status < 400;
  // It may name another host, and is believed in nothing.
  const said: KnownReply['meaning'] =
    isRedirect && operation !== 'readCallback' ? { kind: 'flawed' } : meaning;
  switch (said.kind) {
    case 'accepted':
      return value({ status: 'accepted', ticket: said.ticket });
    case 'answered': {
      const { answer, ticket } = said;
      const solved = solvedBy(answer, decoder.currency);
      return value(ticket === undefined ? solved : { ...solved, ticket });
    }
    case 'amount': {
      const { currency } = decoder;
      return value({ amount: said.amount, ...(currency === undefined ? {} : { currency }) });
    }
    case 'threads':
      return value(said.capacity);
    case 'recorded':
      return value(undefined);
    case 'notice':
      return value(said.ticket === undefined ? undefined : { ticket: said.ticket });
    case 'entries':
      return value(expectEntries(said.entries, { question, meaning: said, status }));
    case 'pending':
    case 'refused':
    case 'flawed':
      return expectComplaint(said, { question, status });
  }
}

const value = (expected: unknown): Outcome => ({ kind: 'value', value: expected });

function solvedBy({ solution, price }: MeantAnswer, currency: string | undefined): object {
  return {
    status: 'solved',
    solution,
    ...(price === undefined || currency === undefined
      ? {}
      : { billed: { amount: price, currency } }),
  };
}

function expectComplaint(
  said: Extract<Meaning, { readonly kind: 'pending' | 'refused' | 'flawed' }>,
  { question, status }: Pick<KnownReply, 'question' | 'status'>,
): Outcome {
  const { operation, decoder } = question;
  const isPendingStatus = [202, ...(decoder.pendingStatuses ?? [])].includes(status);
  const isRecordedStatus = decoder.recordedStatuses?.includes(status) === true;
  // To know less of the threads is no failure.
  if (operation === 'capacity') return value({});
  // A page for people comes from whatever stands before the service.
  const isStatusAlone = said.kind === 'flawed' && said.isHtml !== true && isPendingStatus;
  if (operation === 'poll' && (said.kind === 'pending' || isStatusAlone))
    return value({ status: 'pending' });
  if (operation === 'report' && said.kind === 'flawed' && isRecordedStatus) return value(undefined);
  const error = expectError(said, { question, status });
  return operation === 'poll' && endsTheTicket.has(error.code)
    ? value({ status: 'failed', error })
    : { kind: 'rejected', error };
}

/** Each ticket in its place; those that were not asked about are told apart. */
function expectEntries(
  entries: readonly MeantEntry[] | undefined,
  { question, status }: KnownReply,
): readonly unknown[] {
  const asked = question.tickets.filter(isAskedTogether);
  return question.tickets.map((ticket) => {
    if (ticket.id === '')
      return { status: 'failed', error: { code: 'ticket-lost', charged: 'yes' } };
    const entry = entries?.[asked.indexOf(ticket)];
    if (entry === undefined || entry.kind === 'flawed') return { status: 'unanswered' };
    if (entry.kind === 'pending') return { status: 'pending' };
    if (entry.kind === 'answered') return solvedBy(entry.answer, question.decoder.currency);
    const error = expectError(entry, { question, status });
    return endsTheTicket.has(error.code) ? { status: 'failed', error } : { status: 'unanswered' };
  });
}
