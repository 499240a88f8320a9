import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

/** What can go wrong with a callback; decided when the task is accepted. */
export const callbackFaultSchemas = [
  strictObject({ kind: z.literal('callback-never') }),
  strictObject({ kind: z.literal('callback-twice') }),
  /** `ms` after the answer is there. */
  strictObject({ kind: z.literal('callback-late'), ms: z.number().min(0) }),
  /** The task is solved at once, and the callback is out before the reply to the submit. */
  strictObject({ kind: z.literal('callback-early') }),
  /** Halfway to the true one, another with a made-up answer: for the task's `own` id, or another (default: unknown). */
  strictObject({
    kind: z.literal('callback-spoofed'),
    id: z.string().min(1).max(100).optional(),
    /** The loopback address that it comes from (default 127.0.0.1). */
    from: z
      .string()
      .regex(/^127(?:\.\d{1,3}){3}$/, 'must be a loopback address')
      .optional(),
  }),
  /** It says that the task cannot be solved, though its answer is there. */
  strictObject({ kind: z.literal('callback-error-code') }),
  /** `count` of them at once. */
  strictObject({ kind: z.literal('callback-storm'), count: z.int().min(1).max(50) }),
  /** Each is late by its own draw from 0 to `withinMs`, so that they come out of order. */
  strictObject({ kind: z.literal('callback-shuffled'), withinMs: z.number().positive() }),
  /** Sent again until its receiver says 2xx, `tries` times at most, whatever the fake's options say. */
  strictObject({
    kind: z.literal('callback-insists'),
    tries: z.int().min(1).max(10),
    retryAfterMs: z.number().positive().optional(),
  }),
  /** In another form than the dialect's: GET with a query, POST of a form, POST of JSON with `id` and `code`. */
  strictObject({ kind: z.literal('callback-form'), form: z.enum(['query', 'form', 'json']) }),
  /** With a body of `bytes` (default 2 MiB) beside what it has to say. */
  strictObject({
    kind: z.literal('callback-huge'),
    bytes: z.int().min(1).max(8_388_608).optional(),
  }),
  /** Its body takes `ms` to arrive. */
  strictObject({ kind: z.literal('callback-slow'), ms: z.number().positive() }),
  /** It gives another answer than the poll does. */
  strictObject({ kind: z.literal('callback-other-answer') }),
  /** The last part of its path, and every value of its query, are not those of the submit. */
  strictObject({ kind: z.literal('callback-wrong-secret') }),
] as const;

const callbackFaultSchema = z.discriminatedUnion('kind', callbackFaultSchemas);

/** What goes wrong with a callback: plain data. */
export type CallbackFault = Readonly<z.infer<typeof callbackFaultSchema>>;

/** True for the faults that strike callbacks and no request. */
export const isCallbackFault = (fault: { readonly kind: string }): fault is CallbackFault =>
  fault.kind.startsWith('callback-');
