import type { TicketRecord } from '../errors/ticket-record.ts';
import type { Clock } from '../provider/clock.ts';
import { within } from '../seams/within.ts';

/** What a paid request will be called, before it is sent. */
export interface SubmittingRecord {
  readonly attemptId: string;
  readonly providerId: string;
}

export interface PurchaseHooks {
  /** Awaited, for at most 2 s, before the paid request. When it fails nothing is sent. */
  readonly onSubmitting?: ((record: SubmittingRecord) => void | Promise<void>) | undefined;
  /** Awaited, for at most 2 s, before the first poll. When it fails the ticket is polled all the same. */
  readonly onAccepted?: ((record: TicketRecord) => void | Promise<void>) | undefined;
}

const limitMs = 2_000;

/** Runs a caller's hook within its bound. @returns undefined when it went well, else why it did not. */
export async function runHook<T>(
  hook: ((record: T) => void | Promise<void>) | undefined,
  {
    record,
    clock,
    closed,
  }: { readonly record: T; readonly clock: Clock; readonly closed: AbortSignal },
): Promise<Error | undefined> {
  if (hook === undefined) return undefined;
  const outcome = await within({ clock, limitMs, signal: closed }, async () => hook(record));
  if (outcome.kind === 'value') return undefined;
  if (outcome.kind === 'overrun') return new Error(`the hook took longer than ${limitMs} ms`);
  return outcome.error instanceof Error
    ? outcome.error
    : new Error('the hook threw something that is no error', { cause: outcome.error });
}
