import type { ProviderError } from '../errors/provider-error.ts';
import type { PollResult } from '../provider/poll-result.ts';
import { type AskOptions, boundedAsk } from './bounded-ask.ts';
import { isPollResult } from './is-reply.ts';
import type { TicketToWatch } from './ticket-watch.ts';

/** Polls a ticket once, within a bound. Never rejects: an error is a result. */
export async function askOnce(
  { ticket, attemptId, remainingMs }: TicketToWatch,
  options: AskOptions,
): Promise<PollResult | ProviderError> {
  const names = { attemptId, remainingMs: remainingMs() };
  return boundedAsk(options, {
    call: (context) => options.provider.poll(ticket, { ...names, ...context }),
    isReply: isPollResult,
  });
}
