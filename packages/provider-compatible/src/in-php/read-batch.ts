import { isJsonObject, parseJson } from '../reply/parse-json.ts';
import { cleanText, readWords } from '../reply/read-words.ts';
import { readSolution } from '../reply/read-solution.ts';
import { malformed, type Reply } from '../reply/reply.ts';
import type { TaskTicket } from '../service/task-ticket.ts';
import type { Answer, BatchAnswer } from '../service/wire-call.ts';
import { decodeInPhp } from './decode-in-php.ts';
import { textAnswer } from './read-answer.ts';

/**
 * Reads what res.php answers to `ids=`: one entry per ticket between bars, in their order, without `OK|` before them
 * (protocols.md, section 2.1). Where the entries are not as many as the tickets, nobody knows whose they are.
 */
export function readBatch(body: string, tickets: readonly TaskTicket[]): Reply<BatchAnswer> {
  const json = parseJson(cleanText(body));
  const isObject = isJsonObject(json);
  const words = isObject ? (json['request'] ?? json['result']) : (json ?? cleanText(body));
  // What begins like a page or like an object that broke off is no list of answers, whatever bars it has.
  if (typeof words !== 'string' || !words.includes('|') || /^[<{]/.test(words)) {
    return withoutEntries(body);
  }
  const entries = words.split('|');
  // Servers that put `OK|` before every answer put it here too.
  const own = entries[0] === 'OK' ? entries.slice(1) : entries;
  if (own.length !== tickets.length) return { status: 'ok', value: undefined };
  return {
    status: 'ok',
    value: tickets.map((ticket, index) =>
      readEntry(own[index] ?? '', { ticket, isText: !isObject }),
    ),
  };
}

/** One word for several tickets: a refusal of the question, or nothing that could be told apart. */
function withoutEntries(body: string): Reply<BatchAnswer> {
  const reply = decodeInPhp(body);
  return reply.status === 'refused' || reply.status === 'malformed'
    ? reply
    : { status: 'ok', value: undefined };
}

function readEntry(
  entry: string,
  { ticket: { type }, isText }: { readonly ticket: TaskTicket; readonly isText: boolean },
): Reply<Answer> {
  const text = entry.trim();
  const word = readWords(text);
  if (word.status !== 'malformed') return word;
  // Nothing but the bars says that this is an answer, and none that may be asked for in a batch has blanks.
  if (/[\s<>]/.test(text)) return malformed('no-answer');
  const solution = readSolution({
    type,
    answer: isText ? textAnswer(text, type) : text,
    beside: {},
  });
  return solution === undefined ? malformed('no-answer') : { status: 'ok', value: { solution } };
}
