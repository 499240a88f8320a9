/** Undefined for what is no JSON. Whole numbers beyond 2^53, such as ids, come out as their digits. */
export function readExactJson(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}

/** The third parameter is in every runtime from Node 22 on, and not yet in TypeScript's library. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source ?? '';
  const isExact = typeof value !== 'number' || Number.isSafeInteger(value) || !/^\d+$/.test(source);
  return isExact ? value : source;
}
