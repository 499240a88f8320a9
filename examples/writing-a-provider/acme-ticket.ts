import { type PollResult, ProviderError, type Ticket } from '@understudy/core/provider';
import * as z from 'zod';

const ticketSchema = z.object({
  id: z.string().min(1).max(200),
  type: z.enum(['turnstile', 'acme-slider']),
});

/** All that it takes to collect an answer: acme's id as it came, and which kind of answer to expect. */
export type AcmeTicket = z.output<typeof ticketSchema>;

/** Reads a ticket that may have been in a database meanwhile; undefined when it is none of acme's. */
export const readAcmeTicket = (ticket: Ticket): AcmeTicket | undefined =>
  ticketSchema.safeParse(ticket).data;

/** What a poll says of a ticket that is none of acme's. Nothing is sent. */
export function foreignTicket(providerId: string): PollResult {
  const message = `${providerId}: the ticket is none of acme's`;
  const error = new ProviderError({ code: 'ticket-lost', providerId, operation: 'poll', message });
  return { status: 'failed', error };
}
