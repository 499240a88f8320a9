/** Every word of a value, however deep. Numbers are looked at apart; a yes or a no counts as its word. */
export function wordsOf(value: unknown): readonly string[] {
  const words: string[] = [];
  const rest: unknown[] = [value];
  // By a list of its own, one by one: what a service nests may be deeper and longer than calls can be.
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') words.push(next);
    else if (typeof next === 'object' && next !== null)
      for (const part of Object.values(next)) rest.push(part);
  }
  return words;
}

/** Whether a text says a word, as it is or in one of the escapes of JSON, of HTML and of PHP. */
export const saysWord = (text: string, word: string): boolean =>
  text.includes(word) || readings(text).some((reading) => reading.includes(word));

let lastText = '';
let lastReadings: readonly string[] = [];

/** What a text says once and twice unescaped, kept for the words that follow. */
function readings(text: string): readonly string[] {
  if (text === lastText) return lastReadings;
  const once = unescaped(text);
  lastText = text;
  lastReadings = [once, unescaped(once), withoutEntities(once), withoutEntities(text)];
  return lastReadings;
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code: string | undefined, character = '') =>
    code === undefined
      ? (controls[String(character)] ?? String(character))
      : String.fromCharCode(Number.parseInt(code, 16)),
  );

const withoutEntities = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Whether a text says a number, in any of the ways in which one is written. */
export function saysNumber(text: string, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const numbers = text.match(/-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?/gi) ?? [];
  return (
    numbers.some((number) => Number(number.replace(',', '.')) === value) ||
    // Two numbers with a comma between them, and a number whose sign is a hyphen.
    text.split(/[^\d]+/).some((digits) => digits !== '' && Number(digits) === value)
  );
}
