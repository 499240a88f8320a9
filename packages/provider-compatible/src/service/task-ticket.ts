import type { Ticket } from '@understudy/core/provider';
import * as z from 'zod';

import { compatibleTaskTypes } from '../task-types.ts';

/** Whether a text is a whole number as JSON writes one: anything else would make the body of a poll unreadable. */
export const isIntegerText = (text: string): boolean => /^(?:0|[1-9]\d*)$/.test(text);

const ticketSchema = z
  .object({
    id: z.string().min(1).max(200),
    type: z.enum(compatibleTaskTypes),
    isInteger: z.literal(true).optional(),
  })
  .refine(({ id, isInteger }) => isInteger === undefined || isIntegerText(id));

/** The ticket of every service here: the service's id exactly as it came, and what it is for. */
export interface TaskTicket extends Ticket {
  readonly id: string;
  readonly type: (typeof compatibleTaskTypes)[number];
}

/** Whether the service wrote the id as a number, and so has to get it back as one. */
export const isIntegerTicket = (ticket: TaskTicket): boolean => ticket['isInteger'] === true;

/** Reads a ticket that may have been stored meanwhile; undefined when it is none of ours. */
export function readTicket(ticket: Ticket): TaskTicket | undefined {
  const parsed = ticketSchema.safeParse(ticket);
  if (!parsed.success) return undefined;
  const { id, type, isInteger } = parsed.data;
  return isInteger === undefined ? { id, type } : { id, type, isInteger };
}
