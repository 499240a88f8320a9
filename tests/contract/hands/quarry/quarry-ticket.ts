import type { Ticket } from '@understudy/core/provider';
import * as z from 'zod';

export const refSchema = z.string().min(1).max(200);

const ticketSchema = z.object({ ref: refSchema, type: z.enum(['turnstile', 'recaptcha-v3']) });

/** All that it takes to collect an answer: Quarry's ref as it came, and the type of the task. */
export type QuarryTicket = z.output<typeof ticketSchema>;

/** Reads a ticket that may have been in a database meanwhile; undefined when it is none of Quarry's. */
export const readQuarryTicket = (ticket: Ticket): QuarryTicket | undefined =>
  ticketSchema.safeParse(ticket).data;
