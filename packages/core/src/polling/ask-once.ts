import { ProviderError } from '../errors/provider-error.ts';
import type { Clock } from '../provider/clock.ts';
import type { PollResult } from '../provider/poll-result.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { within } from '../seams/within.ts';
import { asProviderError, brokenContract } from './as-provider-error.ts';
import { isPollResult } from './is-reply.ts';
import type { TicketToWatch } from './ticket-watch.ts';

export interface AskOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  readonly limitMs: number;
  /** Ends the poll when the router is closed. */
  readonly signal: AbortSignal;
}

/** Polls a ticket once, within a bound. Never rejects: an error is a result. */
export async function askOnce(
  { ticket, attemptId, remainingMs }: TicketToWatch,
  { provider, clock, random, limitMs, signal: closed }: AskOptions,
): Promise<PollResult | ProviderError> {
  const context = { clock, random, attemptId, remainingMs: remainingMs() };
  const outcome = await within({ clock, limitMs, signal: closed }, (signal) =>
    provider.poll(ticket, { ...context, signal, recall: signal }),
  );
  const operation = 'poll';
  if (outcome.kind === 'value') {
    return isPollResult(outcome.value) ? outcome.value : brokenContract(provider.id, operation);
  }
  if (outcome.kind === 'error') {
    return asProviderError(outcome.error, { providerId: provider.id, operation });
  }
  return new ProviderError({
    code: 'provider-unavailable',
    providerId: provider.id,
    operation,
    message: `${provider.id} left a poll unanswered for ${limitMs} ms`,
  });
}
