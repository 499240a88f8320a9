/** The fields of a JSON object, or undefined when the text is anything else. */
export function parseJsonObject(text: string): ReadonlyMap<string, unknown> | undefined {
  if (!/^\uFEFF?\s*\{/.test(text)) return undefined;
  try {
    return fieldsOf(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** The own fields of an object; none when it is none. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value));
}
