import {
  ProviderError,
  type ProviderErrorCode,
  type ProviderErrorInit,
} from '../errors/provider-error.ts';

/** What the provider `lead` said of a call, of a submit unless told otherwise. */
export const leadSaid = (
  code: ProviderErrorCode,
  init: Partial<ProviderErrorInit> = {},
): ProviderError =>
  new ProviderError({
    code,
    providerId: 'lead',
    operation: 'submit',
    message: `lead said ${code}`,
    ...init,
  });
