import { type Operation, ProviderError } from '../errors/provider-error.ts';

/** A call that resolved to something that the contract does not know. */
export const brokenContract = (providerId: string, operation: Operation): ProviderError =>
  new ProviderError({
    code: 'protocol-violated',
    providerId,
    operation,
    message: `${providerId} resolved a ${operation} to something that the contract does not know`,
  });

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
