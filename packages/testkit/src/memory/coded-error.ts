/** An error as undici would have made it; its parser's errors have no code. */
export function codedError(code?: string): Error {
  const error = new Error(`in memory: ${code ?? 'not HTTP'}`);
  if (code === undefined) return Object.assign(error, { name: 'HTTPParserError' });
  return Object.assign(error, { code });
}
