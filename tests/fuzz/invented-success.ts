import { claimsNotReady, claimsSuccess, jsonIn } from './claims.ts';
import { fieldsOf, type Outcome } from './outcome.ts';
import { isAskedTogether, type Question } from './question.ts';
import { saysNumber, saysWord, wordsOf } from './said.ts';

export interface JudgedReply {
  readonly question: Question;
  readonly status: number;
  /** As whoever reads it rightly sees it. */
  readonly text: string;
}

/** What a call believes that its reply does not say; undefined when all of it stands there. */
export function inventedSuccess(outcome: Outcome, reply: JudgedReply): string | undefined {
  if (outcome.kind !== 'value') return undefined;
  const { value } = outcome;
  const { operation } = reply.question;
  if (operation === 'pollMany') return inventedInBatch(value, reply);
  if (operation === 'readCallback') return inventedInCallback(value, reply);
  if (operation === 'capacity') return inventedThreads(value, reply);
  const { status } = fieldsOf(value);
  if (status === 'failed') return operation === 'poll' ? undefined : 'fails instead of rejecting';
  if (status === 'pending') return inventedPending(reply);
  if (isRecordedByStatus(reply)) return undefined;
  if (reply.status >= 300 && reply.status < 400) return 'believes a redirect';
  const { dialect } = reply.question.decoder;
  const { type } = reply.question;
  if (!claimsSuccess({ text: reply.text, dialect, operation, type }))
    return 'takes for a success what says none';
  switch (operation) {
    case 'balance':
      return saysNumber(reply.text, fieldsOf(value)['amount']) ? undefined : 'invents a balance';
    case 'report':
      return value === undefined ? undefined : 'resolves a report to something';
    default:
      return inventedAnswer(value, reply);
  }
}

const isRecordedByStatus = ({ question, status }: JudgedReply): boolean =>
  question.operation === 'report' && question.decoder.recordedStatuses?.includes(status) === true;

function inventedPending({ question, status, text }: JudgedReply): string | undefined {
  const { operation, decoder } = question;
  if (operation !== 'poll') return 'is pending, and was no poll';
  const isSaid =
    claimsNotReady({ text, dialect: decoder.dialect }) ||
    [202, ...(decoder.pendingStatuses ?? [])].includes(status);
  return isSaid ? undefined : 'waits for what nobody said is to come';
}

/** An id or an answer, whole and in the words of the reply. */
function inventedAnswer(value: unknown, { question, text }: JudgedReply): string | undefined {
  const { status, ticket, solution, billed } = fieldsOf(value);
  const { operation, type } = question;
  if (status === 'accepted' && operation !== 'submit') return 'accepts what was no submit';
  if (status !== 'accepted' && status !== 'solved') return 'ends in no status';
  if (ticket !== undefined && !isTicket(ticket, { type, text })) return 'invents a ticket';
  if (status === 'accepted') return ticket === undefined ? 'accepts without a ticket' : undefined;
  const { amount } = fieldsOf(billed);
  if (billed !== undefined && !(saysNumber(text, amount) && Number(amount) >= 0))
    return 'invents a price';
  return problemOfSolution(solution, { type, text });
}

interface Said {
  readonly type: string;
  readonly text: string;
}

function isTicket(ticket: unknown, { type, text }: Said): boolean {
  const { id, type: ticketType, isInteger } = fieldsOf(ticket);
  return (
    typeof id === 'string' &&
    /^[^\s<>"]{1,200}$/.test(id) &&
    ticketType === type &&
    (isInteger === undefined || /^\d+$/.test(id)) &&
    saysWord(text, id)
  );
}

/** All of these, or else the answer is of no use. */
const needed: Readonly<Record<string, readonly string[]>> = {
  image: ['text'],
  'cloudflare-challenge': ['cfClearance'],
  'geetest-v3': ['challenge', 'validate', 'seccode'],
  'geetest-v4': ['captchaId', 'lotNumber', 'passToken', 'genTime', 'captchaOutput'],
  lemin: ['answer'],
  'amazon-waf': [],
  raw: [],
  grid: [],
  bls: [],
};

function problemOfSolution(solution: unknown, { type, text }: Said): string | undefined {
  const { type: solutionType, ...fields } = fieldsOf(solution);
  if (solutionType !== type) return 'gives an answer to another task';
  const lacks = (needed[type] ?? ['token']).some((name) => {
    const word = fields[name];
    return typeof word !== 'string' || word.trim() === '';
  });
  if (lacks || Object.keys(fields).length === 0) return 'gives a part of an answer';
  const words = wordsOf(fields);
  const unsaid = words.find((word) => !saysWord(text, word));
  if (unsaid !== undefined) return 'invents an answer';
  return problemOfCells(fields['cells'], text);
}

function problemOfCells(cells: unknown, text: string): string | undefined {
  if (cells === undefined) return undefined;
  const isSaid = (cell: unknown): boolean =>
    Number.isInteger(cell) &&
    Number(cell) >= 1 &&
    Number(cell) <= 400 &&
    // Counted from 0, or one flag for each.
    (saysNumber(text, cell) || saysNumber(text, Number(cell) - 1) || text.includes('true'));
  return Array.isArray(cells) && cells.every(isSaid) ? undefined : 'invents cells';
}

/** The entries by the simplest reading: the words between the bars, where they are as many as the tickets. */
function inventedInBatch(
  value: unknown,
  { question, status, text }: JudgedReply,
): string | undefined {
  if (!Array.isArray(value) || value.length !== question.tickets.length)
    return 'gives a batch another length';
  const asked = question.tickets.filter(isAskedTogether);
  const json = jsonIn(text.trim());
  const { request, result } = fieldsOf(json);
  const line = typeof json === 'object' ? (request ?? result) : (json ?? text.trim());
  // What is left of an object is no line of answers.
  const isBroken = json === undefined && text.trim().startsWith('{');
  const parts = (typeof line === 'string' ? line : '').replace(/^OK\|/, '').split('|');
  const entries: readonly unknown[] = value;
  for (const [index, ticket] of question.tickets.entries()) {
    const { status: entryStatus, solution } = fieldsOf(entries[index]);
    if (entryStatus !== 'solved') continue;
    const part = parts[asked.indexOf(ticket)];
    if (status >= 300 && status < 400) return 'believes a redirect';
    if (isBroken || parts.length !== asked.length || part === undefined)
      return 'gives answers of which nobody knows whose they are';
    const problem = problemOfSolution(solution, { type: ticket.type, text: part });
    if (problem !== undefined) return `${problem} in a batch`;
  }
  return undefined;
}

function inventedInCallback(value: unknown, { question, text }: JudgedReply): string | undefined {
  if (value === undefined) return undefined;
  const { ticket } = fieldsOf(value);
  const form = [...new URLSearchParams(text).values()].join('\n');
  return isTicket(ticket, { type: question.type, text: `${text}\n${form}` })
    ? undefined
    : 'invents a ticket';
}

/** A count stands in the reply, or is the difference of two that do. */
function inventedThreads(value: unknown, { status, text }: JudgedReply): string | undefined {
  const { slots, busy, ...others } = fieldsOf(value);
  if (Object.keys(others).length > 0) return 'tells more than threads';
  if (slots === undefined && busy === undefined) return undefined;
  if (status >= 300 && status < 400) return 'believes a redirect';
  const isCount = (count: unknown): boolean => Number.isInteger(count) && Number(count) >= 0;
  if (slots !== undefined && !(isCount(slots) && saysNumber(text, slots))) return 'invents slots';
  const isBusySaid =
    busy === undefined ||
    (isCount(busy) && (saysNumber(text, busy) || saysNumber(text, Number(slots) - Number(busy))));
  return isBusySaid ? undefined : 'invents busy slots';
}
