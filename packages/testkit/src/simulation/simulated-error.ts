import { type Operation, ProviderError, type ProviderErrorCode } from '@understudy/core/provider';

/** What is surely not charged for: a refusal that the service calls one, and a task that it could not solve. */
const free: ReadonlySet<string> = new Set(['submit provider-unavailable', 'poll task-unsolvable']);

/** What a simulated service says when it does not do as asked. */
export function simulatedError(
  operation: Operation,
  said: {
    readonly providerId: string;
    readonly code: ProviderErrorCode;
    readonly retryAfterMs?: number | undefined;
  },
): ProviderError {
  const { providerId, code, retryAfterMs } = said;
  return new ProviderError({
    code,
    providerId,
    operation,
    message: `${providerId} said ${code}`,
    charged: free.has(`${operation} ${code}`) ? 'no' : undefined,
    retryAfterMs,
  });
}
