import type { JsonValue } from '@understudy/core/provider';

import { malformed, refused, type Reply } from './reply.ts';

/** Some servers put a byte order mark or blank lines around their reply; `trim` takes both away. */
export const cleanText = (body: string): string => body.trim();

/** Both spellings are in use: CAPCHA_NOT_READY is the older one. */
export const isNotReady = (word: JsonValue | undefined): boolean =>
  typeof word === 'string' && /CAPT?CHA_NOT_READY/i.test(word);

/** Codes are upper-case words, `ERROR: 1001`, or the address of 2captcha's page on a missing `data-s`. */
const isCode = (text: string): boolean =>
  /^(ERROR\b|ERROR_|[A-Z][A-Z0-9]+_[A-Z0-9_]+$|https?:\/\/\S+\/google-search-recaptcha)/.test(text);

/** What a reply that is not a JSON object says; servers that were asked for JSON send text all the same. */
export function readWords(text: string): Reply<never> {
  if (text === '') return malformed('empty');
  if (text.startsWith('<')) return malformed('html');
  if (isNotReady(text)) return { status: 'pending' };
  return isCode(text) ? refused(text) : malformed('unreadable');
}

/** An affirmative reply that carries an error code instead of an answer is believed by its code. */
export const isErrorCode = (word: JsonValue | undefined): word is string =>
  typeof word === 'string' && /^ERROR(_[A-Z0-9_]+|: ?\d+)$/.test(word);

/** A number or its text; a decimal comma is read as a point. Undefined for anything else. */
export function readNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replace(',', '.');
  const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  // `1e999` is written like a number, and is none.
  return Number.isFinite(number) ? number : undefined;
}

/** What a task cost. A negative price is none, and an absent one stays absent: unknown is not free. */
export function readPrice(value: JsonValue | undefined): number | undefined {
  const price = readNumber(value);
  return price === undefined || price < 0 ? undefined : price;
}
