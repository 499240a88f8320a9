import { type Task, taskSchemas } from '@understudy/core/provider';
import type * as z from 'zod';

import { refusedFields } from '../fields/encode-fields.ts';
import type { FieldEncoders } from '../fields/field-encoder.ts';
import { type CompatibleTaskType, compatibleTaskTypes } from '../task-types.ts';

interface DeclaredMethod<T extends CompatibleTaskType> {
  readonly fields: FieldEncoders<T>;
}

type DeclaredMethods = { readonly [T in CompatibleTaskType]?: DeclaredMethod<T> };

/** The schemas of the task types that a service takes. */
export type CompatibleSchemas = { readonly [T in CompatibleTaskType]?: z.ZodType<Task<T>> };

export interface DeclaredTaskTypes {
  /** Named in the error when a task has a field that the service does not take. */
  readonly providerId: string;
  readonly methods: DeclaredMethods;
}

/** Declares exactly the tasks that a service's methods can write: a field that would be dropped is refused by name. */
export function taskTypesOf({ providerId, methods }: DeclaredTaskTypes): CompatibleSchemas {
  const schemas = compatibleTaskTypes.flatMap((taskType) => {
    const method = methods[taskType];
    if (method === undefined) return [];
    const refused = refusedFields(method.fields);
    return [
      [
        taskType,
        refused.length === 0 ? taskSchemas[taskType] : without(refused, { providerId, taskType }),
      ],
    ];
  });
  // `fromEntries` forgets which schema belongs to which type.
  return Object.fromEntries(schemas) as CompatibleSchemas;
}

function without(
  refused: readonly string[],
  { providerId, taskType }: { readonly providerId: string; readonly taskType: CompatibleTaskType },
): z.ZodType {
  return taskSchemas[taskType].superRefine((task: object, context) => {
    const given = new Map<string, unknown>(Object.entries(task));
    for (const field of refused.filter((name) => given.get(name) !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `${providerId} takes none for ${taskType}`,
      });
    }
  });
}
