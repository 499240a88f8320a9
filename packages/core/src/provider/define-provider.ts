import type { StandardSchemaV1 } from '@standard-schema/spec';

import type { CallContext } from './call-context.ts';
import type { ProviderV1 } from './provider-v1.ts';
import type { Submission } from './submission.ts';
import type { Supports } from './supports.ts';
import type { Task, TaskType } from './task.ts';

/** Schemas by task type, each of which must put out the task that the router's users know by that type. */
export type TaskTypeSchemas = { readonly [T in TaskType]?: StandardSchemaV1<unknown, Task<T>> };

type DeclaredTask<Schemas extends TaskTypeSchemas> = Task<keyof Schemas & TaskType>;

export interface ProviderDefinition<Schemas extends TaskTypeSchemas> extends Omit<
  ProviderV1,
  'specificationVersion' | 'supports' | 'submit'
> {
  readonly supports: Omit<Supports, 'taskTypes'> & { readonly taskTypes: Schemas };
  submit(task: DeclaredTask<Schemas>, context: CallContext): Promise<Submission>;
}

/**
 * Types a provider from its declaration: `submit` sees the tasks of `supports.taskTypes` and no others, because the
 * router sends no others. The definition itself becomes the provider.
 */
export function defineProvider<const Schemas extends TaskTypeSchemas>(
  definition: ProviderDefinition<Schemas>,
): ProviderV1 {
  // The router calls `submit` only with tasks that one of the declared schemas put out.
  return Object.assign(definition, { specificationVersion: 'v1' as const });
}
