import type { Ticket } from '@understudy/core/provider';
import * as z from 'zod';

/**
 * Eight hexadecimal letters today. A longer id would be as good; a shorter one was cut off on its way, and is none.
 */
export const idSchema = z.string().regex(/^[0-9a-f]{8,64}$/i);

const ticketSchema = z.object({ id: idSchema, type: z.enum(['hcaptcha', 'image']) });

/** All that it takes to collect an answer: Bolt's id as it came, and which kind of answer to expect. */
export type BoltTicket = z.output<typeof ticketSchema>;

/** Reads a ticket that may have been in a database meanwhile; undefined when it is none of Bolt's. */
export const readBoltTicket = (ticket: Ticket): BoltTicket | undefined =>
  ticketSchema.safeParse(ticket).data;
