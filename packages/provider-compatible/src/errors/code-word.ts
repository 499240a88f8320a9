import { redact } from '@understudy/core/wire';

import type { ErrorTable } from './error-meaning.ts';
import { errorTable } from './error-table.ts';
import { normalCode } from './normal-code.ts';

export interface Complaint {
  /** Whatever stood where a code should: services put sentences, addresses and what they were sent there. */
  readonly said: string;
  /** The profile's own codes. */
  readonly errors?: ErrorTable | undefined;
  readonly secrets: readonly string[];
}

const longestCode = 64;

/** Upper-case words between underscores; few digits in any of them, so that neither a key nor a token passes. */
const codeShape = /^[A-Z]{2,}\d{0,3}(?:_(?:[A-Z]+\d{0,3}|\d{1,4}))+$/;

/** Without a word code, a reply of createTask is known by its number. */
const numberShape = /^(?:ERROR: |errorId: )\d{1,5}$/;

/**
 * What may be repeated of a complaint: its code, and nothing that stands around it. A poll knows neither its task's
 * proxy nor its callback URL, so it could not redact them. Undefined where there is no code.
 */
export function codeWord({ said, errors = {}, secrets }: Complaint): string | undefined {
  const word = normalCode(said);
  const text = said.trim();
  if (Object.hasOwn(errors, word) || Object.hasOwn(errorTable, word)) {
    const asItCame = text.slice(0, word.length);
    return asItCame.toUpperCase() === word ? asItCame : word;
  }
  const number = [word, text].find((numbered) => numberShape.test(numbered));
  if (number !== undefined) return number;
  const head = /^\w+(?=$|[\s:|,;])/.exec(text)?.[0] ?? '';
  const isCode = head.length <= longestCode && codeShape.test(head);
  // A login may look like a code that no table knows, but none begins like one.
  const isAlone = head === text || head.startsWith('ERROR_');
  return isCode && isAlone && redact(head, secrets) === head ? head : undefined;
}
