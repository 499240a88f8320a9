/** A string (kept as it is), or a number outside of strings. Linear: no alternative overlaps another. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON with every number as its text: Harbor's ids have up to 20 digits, of which a double keeps 15.
 * Undefined for what is no JSON. The SyntaxError is dropped, because it quotes the reply.
 */
export function parseJsonNumbersAsText(text: string): unknown {
  try {
    // First as it came, so that what is rewritten below is known to be JSON.
    JSON.parse(text);
    return JSON.parse(
      text.replace(stringOrNumber, (found) => (found.startsWith('"') ? found : `"${found}"`)),
    );
  } catch {
    return undefined;
  }
}
