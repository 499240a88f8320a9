import type { ProviderError } from '../errors/provider-error.ts';
import type { PollManyEntry } from '../provider/poll-result.ts';
import { type AskOptions, boundedAsk } from './bounded-ask.ts';
import { isPollManyReply } from './is-reply.ts';
import type { TicketToWatch } from './ticket-watch.ts';

/** Asks for several tickets with one request. It goes by the name of the first, and the longest of their times counts. */
export async function askMany(
  subjects: readonly TicketToWatch[],
  options: AskOptions,
): Promise<readonly PollManyEntry[] | ProviderError> {
  const tickets = subjects.map(({ ticket }) => ticket);
  const names = {
    attemptId: subjects[0]?.attemptId ?? '',
    remainingMs: Math.max(...subjects.map(({ remainingMs }) => remainingMs())),
  };
  return boundedAsk(options, {
    call: async (context) => options.provider.pollMany?.(tickets, { ...names, ...context }) ?? [],
    isReply: (value) => isPollManyReply(value, tickets.length),
  });
}
