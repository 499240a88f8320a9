import type { ErrorMeaning, ErrorTable } from './error-meaning.ts';
import { errorFamilies, errorTable } from './error-table.ts';
import { normalCode } from './normal-code.ts';

/** What a service's code means, by its profile's table first. Undefined for a code that nobody knows. */
export function lookUpError(rawCode: string, overrides: ErrorTable = {}): ErrorMeaning | undefined {
  const word = normalCode(rawCode);
  return entryOf(overrides, word) ?? entryOf(errorTable, word) ?? familyOf(word);
}

const entryOf = (table: ErrorTable, word: string): ErrorMeaning | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const familyOf = (word: string): ErrorMeaning | undefined =>
  Object.entries(errorFamilies).find(([beginning]) => word.startsWith(beginning))?.[1];
