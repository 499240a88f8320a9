import * as z from 'zod';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import { parseOptions } from '../provider/parse-options.ts';
import { strictObject } from '../provider/strict-object.ts';
import type { Ticket } from '../provider/ticket.ts';

export interface ResumeOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default the router's `deadlineMs` */
  readonly deadlineMs?: number | undefined;
}

/** A record that is larger than this came from no provider. */
const largestTicketLength = 10_000;

const ticketRecordSchema = z.object({
  attemptId: z.string().min(1).max(200),
  providerId: z.string().min(1).max(200),
  ticket: z.record(z.string(), z.json()),
  taskType: z.string().min(1).max(100),
  acceptedAtEpochMs: z.number().min(0),
});

const resumeOptionsSchema = strictObject({
  signal: z.instanceof(AbortSignal).optional(),
  deadlineMs: z.int().positive().optional(),
});

/** Reads a record that may come out of a database. */
export function checkTicketRecord(record: unknown): TicketRecord & { readonly ticket: Ticket } {
  const checked = parseOptions(ticketRecordSchema, record, 'resume');
  if (JSON.stringify(checked.ticket).length <= largestTicketLength) return checked;
  const message = `resume: option "ticket": longer than ${largestTicketLength} characters`;
  throw new OptionsInvalidError({ option: 'ticket', message });
}

export function checkResumeOptions(options: ResumeOptions): ResumeOptions {
  return parseOptions(resumeOptionsSchema, options, 'resume');
}
