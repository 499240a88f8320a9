import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { Job } from '../jobs/job.ts';
import { priorities } from '../jobs/priority.ts';
import { statusSchema } from './status-report.ts';

/** What the paths of the endpoint begin with; another number is another protocol. */
export const pathPrefix = '/v1/';

/** What one request may hold. */
export const limits = {
  orders: 1_000,
  jobIds: 1_000,
  letters: 1_000,
  /** Beyond that a client asks again. */
  waitMs: 20_000,
  requestBytes: 8 * 1_048_576,
  replyBytes: 32 * 1_048_576,
} as const;

const jobId = z.guid({ error: 'must be the id of a job' });
const code = z.string().min(1).max(60).optional();
const limit = z.int().min(1).max(limits.letters).optional();
const jobIds = z.array(jobId).min(1).max(limits.jobIds).optional();

/** Validates an order; the desk looks at its task and its numbers. */
export const orderSchema = strictObject({
  task: z.looseObject({ type: z.string() }),
  priority: z.enum(priorities, { error: `must be one of ${priorities.join(', ')}` }).optional(),
  deadlineMs: z.number().optional(),
  dedupeKey: z.string().optional(),
  notBeforeAtEpochMs: z.number().optional(),
});

/** What a request to the control endpoint must look like, by the last word of its path. */
export const requestSchemas = {
  enqueue: strictObject({ orders: z.array(orderSchema).min(1).max(limits.orders) }),
  find: strictObject({ jobId }),
  wait: strictObject({ jobId, timeoutMs: z.int().min(0).max(limits.waitMs) }),
  'list-dead-letters': strictObject({ code, limit }),
  redrive: strictObject({ jobIds, code, limit, deadlineMs: z.number().optional() }),
  purge: strictObject({ jobIds, code, limit, olderThanMs: z.number().min(0).optional() }),
  status: strictObject({}),
  drain: strictObject({}),
} as const;

export type Operation = keyof typeof requestSchemas;

/** As far as a command looks at it: the other side is this package too. */
const job = z.looseObject({
  jobId: z.string(),
  task: z.looseObject({ type: z.string() }),
  state: z.enum(['queued', 'claimed', 'submitted', 'solved', 'failed']),
  attempts: z.array(z.looseObject({ attemptId: z.string(), providerId: z.string() })),
});

const count = z.object({ count: z.int().min(0) });

/** What a reply must look like. */
export const replySchemas = {
  enqueue: z.object({
    enqueued: z.array(z.object({ jobId: z.string(), isNew: z.boolean() })),
  }),
  find: z.object({ job: job.optional() }),
  wait: z.object({ job }),
  'list-dead-letters': z.object({ jobs: z.array(job) }),
  redrive: count,
  purge: count,
  status: statusSchema,
  drain: z.object({}),
} as const satisfies Readonly<Record<Operation, z.ZodType>>;

export type ReplyOf<O extends Operation> = z.output<(typeof replySchemas)[O]>;

/** A job whose outline was checked; the endpoint that wrote it is of this package. */
export const asJob = (outline: z.output<typeof job>): Job => outline as unknown as Job;
