import { ProviderError } from '../errors/provider-error.ts';

/** Why a ticket is asked for no more. */
const lossReasons = {
  lifetimePassed: { why: 'its lifetime has passed', rawCode: 'lifetime-passed' },
  pollsSpent: { why: 'it was polled as often as the service allows', rawCode: 'polls-spent' },
} as const;

/** The end of a ticket that nobody will answer any more. */
export const lostTicket = (providerId: string, reason: keyof typeof lossReasons): ProviderError =>
  new ProviderError({
    code: 'ticket-lost',
    providerId,
    operation: 'poll',
    message: `${providerId} gave no answer to a ticket: ${lossReasons[reason].why}`,
    rawCode: lossReasons[reason].rawCode,
  });
