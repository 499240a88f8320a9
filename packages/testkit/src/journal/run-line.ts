import * as z from 'zod';

import { fakeTaskTypes } from '../core/fake-task-type.ts';
import { taskEnds } from '../core/task-table.ts';
import { ruleSchema } from '../faults/rule.ts';
import type { ServiceCall } from '../core/service-call.ts';
import type { JournalEvent } from './journal-event.ts';

const atMs = z.number();

/** What every event has, and what verdicts follow from; the rest is as our own recorder wrote it. */
const eventSchema = z.looseObject({
  seq: z.int().min(1),
  atMs,
  subject: z.string(),
  kind: z.string(),
  taskId: z.string().optional(),
  taskIds: z.array(z.string()).optional(),
  request: z.int().optional(),
  connection: z.int().optional(),
  amount: z.number().optional(),
});

const taskSchema = z.looseObject({
  type: z.enum(fakeTaskTypes),
  siteKey: z.string().optional(),
  pageUrl: z.string().optional(),
  imageHash: z.string().optional(),
});

const callSchema = z.looseObject({
  kind: z.enum(['submit', 'poll', 'balance', 'capacity', 'report', 'unacceptable']),
  /** The account's name: no key is written down. */
  apiKey: z.string(),
  task: taskSchema.optional(),
  taskIds: z.array(z.string()).optional(),
});

/** Looks at what matters, and gives the object as it was written: the order of its fields is part of a journal's hash. */
const asWritten = <T>(schema: z.ZodType): z.ZodType<T> =>
  z.custom<T>().superRefine((value, context) => {
    for (const { path, message } of schema.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

/** Validates {@link RunLine}. */
export const runLineSchema = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('start'),
    format: z.literal(1),
    seed: z.string(),
    options: z.record(z.string(), z.unknown()),
  }),
  z.object({
    line: z.literal('call'),
    request: z.int(),
    call: asWritten<ServiceCall>(callSchema),
    /** What it asked for in its header, where that was heard. */
    fault: z.string().optional(),
  }),
  z.object({ line: z.literal('event'), event: asWritten<JournalEvent>(eventSchema) }),
  z.object({
    line: z.literal('rules'),
    atMs,
    /** In their order, before those that were there. */
    added: z.array(ruleSchema),
    removedIds: z.array(z.string()),
  }),
  z.object({
    line: z.literal('task-ended'),
    atMs,
    taskId: z.string(),
    end: z.enum(taskEnds),
  }),
]);

/** A line of a recorded run: a start for each reset, then what happened, in its order. Holds no key. */
export type RunLine = Readonly<z.output<typeof runLineSchema>>;
