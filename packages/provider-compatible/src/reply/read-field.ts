import type { JsonValue } from '@understudy/core/provider';

import type { JsonObject } from './parse-json.ts';

/** The value under the first of the names that says something: services disagree on names, and send empty ones. */
export function firstOf(fields: JsonObject, names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** Text that is more than blanks; a number is taken by its digits. */
export function textOf(value: JsonValue | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** The text under the first of the names that says something. */
export const textIn = (fields: JsonObject, names: readonly string[]): string | undefined =>
  textOf(firstOf(fields, names));
