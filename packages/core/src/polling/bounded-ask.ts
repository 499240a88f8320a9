import { type Operation, ProviderError } from '../errors/provider-error.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import { asProviderError, brokenContract } from './as-provider-error.ts';
import type { BoundedCalls } from './bounded-calls.ts';

export interface AskOptions {
  readonly provider: ProviderV1;
  readonly clock: Clock;
  readonly random: Random;
  /** Bounds the call, and ends it when the router is closed. */
  readonly calls: BoundedCalls;
}

/** One call of the contract, and how its reply is told from anything else. */
export interface Question<Reply> {
  call(context: Omit<CallContext, 'attemptId' | 'remainingMs'>): Promise<Reply>;
  isReply(value: unknown): boolean;
}

/** Asks a provider something, within a bound. Never rejects: an error is a result. */
export async function boundedAsk<Reply>(
  { provider, clock, random, calls }: AskOptions,
  { call, isReply }: Question<Reply>,
): Promise<Reply | ProviderError> {
  const outcome = await calls.run((signal) => call({ clock, random, signal, recall: signal }));
  const operation: Operation = 'poll';
  if (outcome.kind === 'value') {
    return isReply(outcome.value) ? outcome.value : brokenContract(provider.id, operation);
  }
  if (outcome.kind === 'error') {
    return asProviderError(outcome.error, { providerId: provider.id, operation });
  }
  return new ProviderError({
    code: 'provider-unavailable',
    providerId: provider.id,
    operation,
    message: `${provider.id} left a poll unanswered for ${calls.limitMs} ms`,
  });
}
