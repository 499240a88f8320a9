import type { Ticket } from '@understudy/core/provider';
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
