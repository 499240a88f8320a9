import type { Task } from '@understudy/core';
import * as z from 'zod';

import { priorities } from './priority.ts';

/** What of a job lies in pg-boss's `data`. Another version of this package may have written it. */
const jobDataSchema = z.object({
  version: z.literal(1),
  /** The router validates it by each provider's schema. */
  task: z.looseObject({ type: z.string() }),
  priority: z.enum(priorities),
  /** How long it may take from the moment that it may begin. */
  deadlineMs: z.number(),
  deadlineAtEpochMs: z.number(),
});

/** A job as it is stored. */
export interface JobData {
  readonly version: 1;
  readonly task: Task;
  readonly priority: (typeof priorities)[number];
  readonly deadlineMs: number;
  readonly deadlineAtEpochMs: number;
}

/** Reads what was stored; undefined for what this version does not understand. */
export function readJobData(stored: unknown): JobData | undefined {
  const { data } = jobDataSchema.safeParse(stored);
  // Enqueued by this package, which takes tasks only; the router looks at it again.
  return data === undefined ? undefined : (data as unknown as JobData);
}
