import type { JsonValue, Task, TaskOf } from '@understudy/core/provider';

import type { CompatibleTaskType } from '../task-types.ts';

export type Parameters = Readonly<Record<string, JsonValue>>;

/** Writes one field of a task as the parameters by which a service knows it; no parameter says the service's default. */
export type FieldEncoder<Value, Whole = unknown> = (value: Value, task: Whole) => Parameters;

/**
 * How each field of a task is written. Every field has an entry, so that none is dropped in silence: one that a
 * service does not take is `refused`, and tasks with it are not declared to be supported.
 */
export type FieldEncoders<T extends CompatibleTaskType> = {
  readonly [Field in keyof TaskOf<T>]-?:
    | FieldEncoder<Exclude<TaskOf<T>[Field], undefined>, Task<T>>
    | 'refused';
};
