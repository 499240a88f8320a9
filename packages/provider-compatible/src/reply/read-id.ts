import type { JsonValue } from '@understudy/core/provider';

const longestId = 200;

/** An id's text exactly as it came. Undefined for whatever cannot be one: nothing, zero, text with blanks in it. */
export function readId(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
  }
  if (typeof value !== 'string' || value === '' || value.length > longestId) return undefined;
  return /[\s<>"]/.test(value) ? undefined : value;
}
