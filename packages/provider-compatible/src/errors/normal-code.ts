/** A code without what services append to it: a blank more or less, a sentence, an address around it; in upper case. */
export function normalCode(rawCode: string): string {
  const text = rawCode.trim().toUpperCase();
  const numeric = /^ERROR:? ?(\d+)/.exec(text)?.[1];
  if (numeric !== undefined) return `ERROR: ${numeric}`;
  if (text.includes('GOOGLE-SEARCH-RECAPTCHA')) return 'GOOGLE-SEARCH-RECAPTCHA';
  return /^[A-Z0-9_]+/.exec(text)?.[0] ?? text;
}
