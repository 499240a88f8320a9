import type { JsonValue } from '@understudy/core/provider';

const longestId = 200;

/** An id's text exactly as it came. Undefined for whatever cannot be one: nothing, zero, text with blanks in it. */
export function readId(value: JsonValue | undefined): string | undefined {
  // A number that JavaScript would not write as the service did is text by now: its digits are right.
  if (typeof value === 'number') {
    const digits = String(value);
    return /^[1-9]\d*$/.test(digits) ? digits : undefined;
  }
  if (typeof value !== 'string' || value === '' || value.length > longestId) return undefined;
  return /[\s<>"]/.test(value) ? undefined : value;
}
