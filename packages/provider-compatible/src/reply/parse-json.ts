import type { JsonValue } from '@understudy/core/provider';

export type JsonObject = { readonly [key: string]: JsonValue };

/** No reply with an id is that long; a reviver would take a second over a megabyte of numbers. */
const longestExact = 65_536;
/** A number that JavaScript may write in another way than it came. */
const mayChange = /\d{16}|\.\d*0(?!\d)|\d[eE]|-0/;

/** No reply is nested like that; whatever looks through one by recursion must come to an end. */
const deepest = 1_000;

/**
 * Reads JSON without losing a digit: a number whose text JavaScript would not give back, such as an id beyond 2^53,
 * comes out as that text. Undefined for whatever is not JSON.
 */
export function parseJson(text: string): JsonValue | undefined {
  const isLong = text.length > longestExact;
  const bare = isLong ? text : withEmptyStrings(text);
  if (isTooDeep(bare)) return undefined;
  try {
    const isExact = !isLong && mayChange.test(bare);
    // The reviver puts out nothing that JSON does not have.
    return JSON.parse(text, isExact ? keepDigits : undefined) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The brackets and numbers of a JSON text, its strings empty: a token of a kilobyte is skipped at once. */
function withEmptyStrings(text: string): string {
  let bare = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('"', from);
    if (start === -1) return bare + text.slice(from);
    bare += text.slice(from, start + 1);
    let end = text.indexOf('"', start + 1);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end === -1) return bare;
    bare += '"';
    from = end + 1;
  }
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, index: number): boolean {
  let before = index;
  while (text[before - 1] === '\\') before -= 1;
  return (index - before) % 2 === 1;
}

function isTooDeep(text: string): boolean {
  if (text.length <= deepest) return false;
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isQuoted && character === '\\') index += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
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
