import type { AttemptReport, TicketRecord } from '@understudy/core';
import * as z from 'zod';

import type { Answer } from '../jobs/answer.ts';

/** Why an attempt was bought. */
export type BoughtBecause =
  /** The first of its job. */
  | 'first'
  /** The router moved on within one solve: its events say why. */
  | 'router'
  /** Every ticket of the job had ended. */
  | 'others-ended'
  /** A ticket took too long, and goes on being collected. */
  | 'overdue'
  /** A worker died between a paid request and its reply; nobody can ask what became of it. */
  | 'maybe-paid';

/** One purchase of a job, as it was booked before its paid request was sent. */
export interface StoredAttempt {
  readonly attemptId: string;
  /** The claim under which it was booked. */
  readonly claim: number;
  readonly providerId: string;
  readonly because: string;
  readonly bookedAtEpochMs: number;
  /** Absent while nobody knows whether it was accepted. */
  readonly ticket?: TicketRecord | undefined;
  /** How it ended; absent while it has not, as far as anybody could write down. */
  readonly outcome?: AttemptReport['outcome'] | undefined;
  readonly report?: AttemptReport | undefined;
  /** An answer that could not be handed in, because its worker's lease had passed. */
  readonly answer?: Answer | undefined;
}

/** What we wrote ourselves, checked for its outline. */
const rowSchema = z.object({
  attempt_id: z.string(),
  claim: z.number(),
  provider_id: z.string(),
  because: z.string(),
  booked_at: z.number(),
  ticket: z.looseObject({ attemptId: z.string() }).nullable(),
  outcome: z.string().nullable(),
  report: z.looseObject({ attemptId: z.string() }).nullable(),
  answer: z.looseObject({ providerId: z.string() }).nullable(),
});

/** Reads a row of `attempt`, with its instant as milliseconds since 1970. */
export function readAttempt(row: unknown): StoredAttempt {
  const { attempt_id, claim, provider_id, because, booked_at, ...rest } = rowSchema.parse(row);
  return {
    attemptId: attempt_id,
    claim,
    providerId: provider_id,
    because,
    bookedAtEpochMs: booked_at,
    // The columns hold what `storeTicket` and `end` of {@link Attempts} put there.
    ticket: (rest.ticket ?? undefined) as TicketRecord | undefined,
    outcome: (rest.outcome ?? undefined) as AttemptReport['outcome'] | undefined,
    report: (rest.report ?? undefined) as AttemptReport | undefined,
    answer: (rest.answer ?? undefined) as unknown as Answer | undefined,
  };
}
