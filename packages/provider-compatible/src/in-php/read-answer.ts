import { withoutEntities } from '../reply/html-entities.ts';
import { cleanText, readPrice } from '../reply/read-words.ts';
import { readSolution } from '../reply/read-solution.ts';
import { refused, type Reply, takeFrom } from '../reply/reply.ts';
import type { Answer } from '../service/wire-call.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { decodeInPhp, type InPhpAnswer } from './decode-in-php.ts';

export interface AskedAnswer {
  readonly type: CompatibleTaskType;
  /** Whether `get2` was asked, which appends the price to an answer in text. */
  readonly isPriced?: boolean | undefined;
  /** Words that stand where an answer should, and say that there is none. @default none */
  readonly refusedAnswers?: readonly string[] | undefined;
}

/** Reads what res.php answers to `get` and `get2`. */
export function readAnswer(body: string, asked: AskedAnswer): Reply<Answer> {
  const decoded = decodeInPhp(body);
  if (asked.refusedAnswers !== undefined) {
    // Such a word may also come alone, without the `OK|` of an answer.
    const bare = cleanText(body).replace(/^"(.*)"$/s, '$1');
    const said = decoded.status === 'ok' ? decoded.value.payload : bare;
    if (typeof said === 'string' && asked.refusedAnswers.includes(said)) return refused(said);
  }
  return takeFrom(decoded, { take: (answer) => answerIn(answer, asked), flaw: 'no-answer' });
}

function answerIn(
  { payload, beside, isText }: InPhpAnswer,
  { type, isPriced = false }: AskedAnswer,
): Answer | undefined {
  if (!isText || typeof payload !== 'string') {
    const solution = readSolution({ type, answer: payload, beside });
    return solution === undefined ? undefined : { solution, price: readPrice(beside['price']) };
  }
  const { text, price } = isPriced ? splitPrice(payload) : { text: payload };
  const solution = readSolution({ type, answer: textAnswer(text, type), beside });
  return solution === undefined ? undefined : { solution, price };
}

/** The price stands after the last bar: an answer may hold others. */
function splitPrice(payload: string): { readonly text: string; readonly price?: number } {
  const bar = payload.lastIndexOf('|');
  const price = bar === -1 ? undefined : readPrice(payload.slice(bar + 1));
  return price === undefined ? { text: payload } : { text: payload.slice(0, bar), price };
}

/** Some servers write answers in text with HTML entities. In what a picture says, an entity may be meant. */
export const textAnswer = (text: string, type: CompatibleTaskType): string =>
  type === 'image' || type === 'raw' ? text : withoutEntities(text);
