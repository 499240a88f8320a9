import { type Task, taskSchemas } from '@understudy/core/provider';
import type * as z from 'zod';

import { refusedFields } from '../fields/encode-fields.ts';
import type { FieldEncoders } from '../fields/field-encoder.ts';
import type { DemandingMethod, Misfit } from '../service/method-fault.ts';
import { type CompatibleTaskType, compatibleTaskTypes } from '../task-types.ts';

interface DeclaredMethod<T extends CompatibleTaskType> extends DemandingMethod<T> {
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
    // The method stands under its task's type, which TypeScript does not follow through a union.
    const method = methods[taskType] as DeclaredMethod<CompatibleTaskType> | undefined;
    return method === undefined ? [] : [[taskType, narrowed(method, { providerId, taskType })]];
  });
  // `fromEntries` forgets which schema belongs to which type.
  return Object.fromEntries(schemas) as CompatibleSchemas;
}

function narrowed(
  { fields, required = [], misfit }: DeclaredMethod<CompatibleTaskType>,
  { providerId, taskType }: { readonly providerId: string; readonly taskType: CompatibleTaskType },
): z.ZodType {
  const schema: z.ZodType = taskSchemas[taskType];
  const refused = refusedFields(fields);
  if (refused.length === 0 && required.length === 0 && misfit === undefined) return schema;
  return schema.superRefine((valid, context) => {
    // What the schema above lets through is a task of its type.
    const task = valid as Task<CompatibleTaskType>;
    const given = new Map<string, unknown>(Object.entries(task));
    const refuse = ({ field, message }: Misfit): void =>
      context.addIssue({ code: 'custom', path: field.split('.'), message });
    for (const field of refused.filter((name) => given.get(name) !== undefined))
      refuse({ field, message: `${providerId} takes none for ${taskType}` });
    for (const field of required.filter((name) => given.get(name) === undefined))
      refuse({ field, message: `${providerId} needs it for ${taskType}` });
    const found = misfit?.(task);
    if (found !== undefined)
      refuse({ field: found.field, message: `${found.message} for ${taskType} at ${providerId}` });
  });
}
