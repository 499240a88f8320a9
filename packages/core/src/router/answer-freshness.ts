import { ProviderError } from '../errors/provider-error.ts';
import { lifetimeOf } from './build-solved.ts';
import type { Account } from './account.ts';
import type { Answer } from './attempt-end.ts';

/** Why an answer is of no use any more: so long was nobody able to ask for it that it may have expired. */
export function staleness(
  { lastNotReadyAt, solution }: Answer,
  { account, now }: { readonly account: Account; readonly now: number },
): ProviderError | undefined {
  const lifetimeMs = lifetimeOf(account.provider, solution.type);
  if (now - lastNotReadyAt < lifetimeMs) return undefined;
  return new ProviderError({
    code: 'ticket-lost',
    providerId: account.id,
    operation: 'poll',
    message: `${account.id} was out of reach for so long that its answer may have expired`,
    rawCode: 'answer-expired',
  });
}
