import { ProviderError } from '../errors/provider-error.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Whether a plug-in's poll resolved to what the contract says. The compiler cannot see into plain JavaScript. */
export function isPollResult(value: unknown): boolean {
  const { status, solution, error } = Object(value);
  if (status === 'solved') return isObject(solution);
  return status === 'pending' || (status === 'failed' && ProviderError.isInstance(error));
}

/** The same for a batch: an entry for each ticket, and nothing else. */
export function isPollManyReply(value: unknown, length: number): boolean {
  if (!Array.isArray(value) || value.length !== length) return false;
  // Holes are no entries, and `every` passes over them.
  return Array.from(value).every((entry) => isPollResult(entry) || isUnanswered(entry));
}

const isUnanswered = (entry: unknown): boolean => Object(entry).status === 'unanswered';

/** The same for a submit. */
export function isSubmission(value: unknown): boolean {
  const { status, ticket, solution } = Object(value);
  return status === 'solved' ? isObject(solution) : status === 'accepted' && isObject(ticket);
}
