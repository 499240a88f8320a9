import type { JsonValue } from '@understudy/core/provider';

export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * Reads JSON without losing a digit: a number whose text JavaScript would not give back, such as an id beyond 2^53,
 * comes out as that text. Undefined for whatever is not JSON.
 */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // The reviver puts out nothing that JSON does not have.
    return JSON.parse(text, keepDigits) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The third parameter is in every runtime that this package supports, and not yet in TypeScript's library. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && String(value) !== source
    ? source
    : value;
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
