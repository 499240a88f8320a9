/** What went wrong, in a line; an error of several, such as of two refused addresses, has no message of its own. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const { code, errors } = Object(error);
  if (error.message !== '') return error.message;
  const [first] = Array.isArray(errors) ? errors : [];
  return first === undefined ? String(code ?? error.name) : errorText(first);
}
