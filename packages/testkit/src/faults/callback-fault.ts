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
  }),
  /** It says that the task cannot be solved, though its answer is there. */
  strictObject({ kind: z.literal('callback-error-code') }),
  /** `count` of them at once. */
  strictObject({ kind: z.literal('callback-storm'), count: z.int().min(1).max(50) }),
] as const;

const callbackFaultSchema = z.discriminatedUnion('kind', callbackFaultSchemas);

/** What goes wrong with a callback: plain data. */
export type CallbackFault = Readonly<z.infer<typeof callbackFaultSchema>>;

/** True for the faults that strike callbacks and no request. */
export const isCallbackFault = (fault: { readonly kind: string }): fault is CallbackFault =>
  fault.kind.startsWith('callback-');
