import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { PollResult } from '../provider/poll-result.ts';

/** What a poll failed with. An account at fault ends no ticket that it has paid for, however the poll says so. */
export function failureOf(reply: PollResult | ProviderError): ProviderError | undefined {
  if (reply instanceof Error) return reply;
  if (reply.status !== 'failed') return undefined;
  return consequences[reply.error.code].poll.account === 'none' ? undefined : reply.error;
}
