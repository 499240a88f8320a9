import { type Priority, type Task, TaskInvalidError } from '@understudy/core';
import {
  OptionsInvalidError,
  parseOptions,
  strictObject,
  taskSchemas,
} from '@understudy/core/provider';
import * as z from 'zod';

import { priorities } from './priority.ts';

/** How a job is to be treated. */
export interface EnqueueOptions {
  /** Who is claimed first. @default 'normal' */
  readonly priority?: Priority | undefined;
  /** How long the job may take from the moment that it may begin; then it is a dead letter. @default 3_600_000 */
  readonly deadlineMs?: number | undefined;
  /** A second job with the same key is the first one, for as long as its result is kept. At most 200 characters. */
  readonly dedupeKey?: string | undefined;
  /** The instant before which nobody begins, by the wall clock. */
  readonly notBeforeAtEpochMs?: number | undefined;
}

const usualDeadlineMs = 3_600_000;
/** pg-boss lets no claim live for more than a day. */
const longestDeadlineMs = 12 * 3_600_000;
const longestDelayMs = 365 * 86_400_000;
const longestTask = 2 * 1_048_576;

const optionsSchema = strictObject({
  priority: z
    .enum(priorities, { error: `must be one of ${priorities.join(', ')}` })
    .default('normal'),
  deadlineMs: z.int().min(1).max(longestDeadlineMs).default(usualDeadlineMs),
  dedupeKey: z.string().min(1).max(200).optional(),
  notBeforeAtEpochMs: z.number().min(0).optional(),
});

export type CheckedEnqueueOptions = z.output<typeof optionsSchema>;

/** Validates the options of one job. @throws {OptionsInvalidError} that names the option. */
export function checkEnqueueOptions(
  options: EnqueueOptions,
  nowEpochMs: number,
): CheckedEnqueueOptions {
  const checked = parseOptions(optionsSchema, options, 'enqueue');
  if ((checked.notBeforeAtEpochMs ?? 0) - nowEpochMs <= longestDelayMs) return checked;
  const option = 'notBeforeAtEpochMs';
  const message = `enqueue: option "${option}": must be within a year`;
  throw new OptionsInvalidError({ option, message });
}

/**
 * The task as it is stored: checked as far as it can be here, with pictures as base64.
 * @throws {TaskInvalidError} that names the field.
 */
export function checkTask(task: unknown): Task {
  const type: unknown = Object(task).type;
  if (typeof type !== 'string')
    throw new TaskInvalidError({ message: 'the task has no "type"', field: 'type' });
  const known: Readonly<Record<string, z.ZodType>> = taskSchemas;
  const schema = Object.hasOwn(known, type) ? known[type] : undefined;
  const issue = schema?.safeParse(task).error?.issues[0];
  if (issue !== undefined) {
    const field = issue.path.join('.');
    const place = field === '' ? '' : `field "${field}": `;
    throw new TaskInvalidError({ message: `${place}${issue.message}`, field });
  }
  const text = JSON.stringify(task, (_key, value: unknown) => withoutBytes(value));
  if (text.length > longestTask) {
    const message = `the task has ${text.length} characters as JSON, more than ${longestTask}`;
    throw new TaskInvalidError({ message, field: 'type' });
  }
  // Ours are what the schemas accept; a plug-in's own are the plug-in's to check.
  return JSON.parse(text) as Task;
}

/** A picture may be bytes, which JSON would spell out; a Buffer has become `{ type, data }` before it gets here. */
function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const { type, data } = Object(value);
  return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data).toString('base64') : value;
}
