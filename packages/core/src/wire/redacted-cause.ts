import { Redactor, withoutUrlDetails } from './redaction.ts';

const deepestCause = 3;
const messageLimit = 1_000;
const stackLimit = 4_000;

/**
 * A safe copy of a foreign error for use as `cause`: its name, `code`, message, stack and causes (three deep), with
 * secrets and the details of URLs removed, and no other property, because errors of HTTP clients carry sockets,
 * requests and replies.
 */
export function redactedCause(error: unknown, secrets: readonly string[]): Error {
  return copyOf(error, new Redactor(secrets), 0);
}

function copyOf(error: unknown, redactor: Redactor, depth: number): Error {
  const clean = (text: string, limit: number): string =>
    withoutUrlDetails(redactor.redact(text)).slice(0, limit);
  if (!(error instanceof Error)) return new Error(describeNonError(error));

  const message = clean(messageOf(error), messageLimit);
  const isDeepest = depth === deepestCause || error.cause === undefined;
  const copy = new Error(
    message,
    isDeepest ? undefined : { cause: copyOf(error.cause, redactor, depth + 1) },
  );
  const name = clean(error.name, messageLimit);
  hide(copy, 'name', name);
  hide(copy, 'stack', clean(stackOf(error, message), stackLimit));
  const code: unknown = Object(error).code;
  if (typeof code === 'string') Object.assign(copy, { code: clean(code, messageLimit) });
  return copy;
}

/** A SyntaxError quotes the text that it could not read, and that text is a reply. */
const messageOf = (error: Error): string =>
  error instanceof SyntaxError ? 'the text could not be parsed' : error.message;

/** The frames alone: the head of a stack repeats the message as it was when the error was made. */
function stackOf(error: Error, message: string): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${message}`, ...frames].join('\n');
}

/** Whatever was thrown instead of an error may be a reply: only its kind is kept. */
const describeNonError = (thrown: unknown): string => `a value of type ${typeof thrown} was thrown`;

/** Like the properties that an error brings itself: out of the way of JSON and of `Object.keys`. */
function hide(error: Error, property: 'name' | 'stack', value: string): void {
  Object.defineProperty(error, property, { value, configurable: true, writable: true });
}
