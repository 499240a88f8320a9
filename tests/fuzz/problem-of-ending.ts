import { isDeepStrictEqual, inspect } from 'node:util';

import type { CarriedReply } from './carry-reply.ts';
import { expectOutcome } from './expect-outcome.ts';
import { inventedSuccess } from './invented-success.ts';
import type { Ending, Outcome } from './outcome.ts';
import type { Question } from './question.ts';
import { hiddenAnywhere, shownIn } from './secrets.ts';
import { shownSecret } from './shown-secret.ts';
import type { Meaning } from './sound-reply.ts';

export interface JudgedCall {
  readonly question: Question;
  readonly reply: CarriedReply;
  readonly meaning: Meaning;
}

/** What a call did that it must not do. */
export function problemOfEnding(ending: Ending, call: JudgedCall): string | undefined {
  const { outcome } = ending;
  const { question, reply, meaning } = call;
  if (outcome.kind === 'crashed') return `crashes with ${outcome.shown.slice(0, 500)}`;
  if (Object(Object.prototype).polluted !== undefined) return 'pollutes a prototype';
  const isWhole = meaning.kind !== 'anything';
  return (
    shownSecret(ending, { question, isWhole }) ??
    problemOfErrors(ending, call) ??
    (question.isRefusedUnsent
      ? expectedUnsent(outcome)
      : (problemOfMeaning(outcome, call) ??
        problemOfRaw(ending, call) ??
        inventedSuccess(outcome, { question, status: reply.status, text: reply.text })))
  );
}

function expectedUnsent(outcome: Outcome): string | undefined {
  return outcome.kind === 'rejected' && outcome.error.code === 'task-unsupported'
    ? undefined
    : `does not refuse a task that it does not declare, but ends in ${inspect(outcome)}`;
}

/** Of a reply that is understood, the exact outcome. */
function problemOfMeaning(outcome: Outcome, call: JudgedCall): string | undefined {
  const { question, reply, meaning } = call;
  if (reply.isLost) return problemOfLost(outcome, question);
  if (meaning.kind === 'anything') return undefined;
  const expected = expectOutcome({ question, meaning, status: reply.status });
  return isDeepStrictEqual(outcome, expected)
    ? undefined
    : `ends in ${inOneLine(outcome)} instead of ${inOneLine(expected)}`;
}

const inOneLine = (outcome: Outcome): string =>
  inspect(outcome, { depth: 6, breakLength: Infinity, maxStringLength: 200 })
    .replaceAll(/\s+/g, ' ')
    .slice(0, 800);

/** What nobody can read may have been an acceptance. */
function problemOfLost(outcome: Outcome, { operation }: Question): string | undefined {
  if (operation === 'capacity')
    return isDeepStrictEqual(outcome, { kind: 'value', value: {} }) ? undefined : 'invents threads';
  if (outcome.kind !== 'rejected') return 'ends in a value without a reply';
  const codes = [
    'protocol-violated',
    operation === 'submit' ? 'outcome-unknown' : 'provider-unavailable',
  ];
  if (!codes.includes(outcome.error.code)) return `takes a lost reply for ${outcome.error.code}`;
  return operation === 'submit' && outcome.error.charged !== 'unknown'
    ? 'knows what a lost submit cost'
    : undefined;
}

/** The raw reply is the reply, as far as it may be kept. */
function problemOfRaw(
  { raw, outcome }: Ending,
  { question, reply, meaning }: JudgedCall,
): string | undefined {
  const isSolved = outcome.kind === 'value' && Object(outcome.value).status === 'solved';
  if (!isSolved) return raw === undefined ? undefined : 'keeps a reply beside no answer';
  if (raw === undefined) return 'drops the reply beside an answer';
  const isKeptWhole =
    meaning.kind !== 'anything' &&
    reply.text.length <= 2_000 &&
    shownIn(reply.text, [...question.secrets, ...hiddenAnywhere]) === undefined;
  // Credentials may begin with the first character.
  const isCutOnly = raw.slice(0, 1) === reply.text.slice(0, 1) || raw.startsWith('[redacted]');
  const isKept = isKeptWhole ? raw === reply.text : isCutOnly;
  return isKept ? undefined : 'keeps another reply';
}

const operationOf = ({ operation }: Question): string =>
  operation === 'pollMany' ? 'poll' : operation;

function problemOfErrors(
  { errors, outcome }: Ending,
  { question, reply }: JudgedCall,
): string | undefined {
  const isToldToWait =
    reply.headers['retry-after'] === '5' &&
    !reply.isLost &&
    !question.isRefusedUnsent &&
    outcome.kind === 'rejected';
  for (const { providerId, operation, retryAfterMs, message } of errors) {
    if (providerId !== 'lead') return 'names another provider';
    if (operation !== operationOf(question)) return 'names another operation';
    if (message.length > 500) return 'says too much in a message';
    if (retryAfterMs !== undefined && !(retryAfterMs >= 0 && retryAfterMs <= 3_600_000))
      return `rests for ${retryAfterMs} ms`;
    if (isToldToWait && retryAfterMs !== 5_000) return 'does not hear how long to wait';
  }
  return undefined;
}
