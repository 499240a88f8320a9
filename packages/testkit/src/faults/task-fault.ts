import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { lawSchema } from './law-schema.ts';

/** What can become of a task, and of its money. */
export const taskFaultSchemas = [
  /** A task accepted under it is never ready; a poll under it is told to wait. */
  strictObject({ kind: z.literal('never-ready') }),
  /** A task accepted under it fails when it would have been ready; on a poll, at once. `refunded` defaults to the profile's. */
  strictObject({ kind: z.literal('unsolvable'), refunded: z.boolean().optional() }),
  /** Multiplies the solve time of a task accepted under it. */
  strictObject({ kind: z.literal('slow'), factor: z.number().positive() }),
  /** A task accepted under it takes as long as the law says. */
  strictObject({ kind: z.literal('solve-time'), law: lawSchema }),
  /** A task accepted under it is ready at once. */
  strictObject({ kind: z.literal('instant') }),
  /** A task accepted under it gets an answer that no verifier would take, and that the journal does not know. */
  strictObject({ kind: z.literal('wrong-answer') }),
  /** The answer of another task of the fake, or a made-up one where there is no other. */
  strictObject({ kind: z.literal('other-answer') }),
  /** A task accepted under it is charged and forgotten; one asked about under it is forgotten from then on. */
  strictObject({ kind: z.literal('task-lost') }),
  /** A task accepted under it costs nothing. */
  strictObject({ kind: z.literal('uncharged') }),
  /** What a poll says of a task whose answer another poll has had. */
  strictObject({
    kind: z.literal('second-read'),
    says: z.enum(['pending', 'unsolvable', 'other-token', 'unknown-id']),
  }),
  /** A task accepted under it is solved as if the parameter had not been sent, so that its answer is wrong. */
  strictObject({ kind: z.literal('parameter-ignored'), parameter: z.string().min(1).max(100) }),
] as const;
