import { ProviderError } from '../errors/provider-error.ts';

/** The end of a ticket that nobody will answer any more. */
export const lostTicket = (
  providerId: string,
  { why, rawCode }: { readonly why: string; readonly rawCode: string },
): ProviderError =>
  new ProviderError({
    code: 'ticket-lost',
    providerId,
    operation: 'poll',
    message: `${providerId} gave no answer to a ticket: ${why}`,
    rawCode,
  });
