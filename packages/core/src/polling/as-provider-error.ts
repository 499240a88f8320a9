import { type Operation, ProviderError } from '../errors/provider-error.ts';

/** What a provider rejected with, as a `ProviderError`: anything else it may throw breaks the contract. */
export function asProviderError(
  error: unknown,
  { providerId, operation }: { readonly providerId: string; readonly operation: Operation },
): ProviderError {
  if (ProviderError.isInstance(error)) return error;
  return new ProviderError({
    code: 'protocol-violated',
    providerId,
    operation,
    message: `${providerId} rejected a ${operation} with something that is no ProviderError`,
    cause: error,
  });
}
