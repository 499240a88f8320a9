import type { ErrorMeaning, ErrorTable } from './error-meaning.ts';
import { errorFamilies, errorTable } from './error-table.ts';

/** What a service's code means, by its profile's table first. Undefined for a code that nobody knows. */
export function lookUpError(rawCode: string, overrides: ErrorTable = {}): ErrorMeaning | undefined {
  const word = normalCode(rawCode);
  return entryOf(overrides, word) ?? entryOf(errorTable, word) ?? familyOf(word);
}

const entryOf = (table: ErrorTable, word: string): ErrorMeaning | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const familyOf = (word: string): ErrorMeaning | undefined =>
  Object.entries(errorFamilies).find(([beginning]) => word.startsWith(beginning))?.[1];

/** Without what some services append to a code: a blank more or less, a sentence, an address around it. */
function normalCode(rawCode: string): string {
  const text = rawCode.trim().toUpperCase();
  const numeric = /^ERROR:? ?(\d+)/.exec(text)?.[1];
  if (numeric !== undefined) return `ERROR: ${numeric}`;
  if (text.includes('GOOGLE-SEARCH-RECAPTCHA')) return 'GOOGLE-SEARCH-RECAPTCHA';
  return /^[A-Z0-9_]+/.exec(text)?.[0] ?? text;
}
