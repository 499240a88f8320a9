import type { Task } from '@understudy/core/provider';

import type { CompatibleTaskType } from '../task-types.ts';
import type { FieldEncoder, FieldEncoders, Parameters } from './field-encoder.ts';

/** The parameters of all fields that a task has, in the order of the encoders. */
export function encodeFields<T extends CompatibleTaskType>(
  task: Task<T>,
  encoders: FieldEncoders<T>,
): Parameters {
  // `FieldEncoders` pairs each encoder with its field's type, which a name that varies forgets.
  const encoderOf = encoders as Readonly<Record<string, AnyEncoder>>;
  const values: Readonly<Record<string, unknown>> = { ...task };
  const parameters = {};
  for (const field of Object.keys(encoders)) {
    const value = Object.hasOwn(values, field) ? values[field] : undefined;
    const encode = encoderOf[field];
    if (value === undefined || encode === undefined || encode === 'refused') continue;
    Object.assign(parameters, encode(value, task));
  }
  return parameters;
}

/** The fields that a service does not take. */
export const refusedFields = <T extends CompatibleTaskType>(
  encoders: FieldEncoders<T>,
): readonly string[] =>
  entriesOf(encoders)
    .filter(([, encode]) => encode === 'refused')
    .map(([field]) => field);

type AnyEncoder = FieldEncoder<unknown> | 'refused';

const entriesOf = (encoders: object): readonly (readonly [string, AnyEncoder])[] =>
  // `FieldEncoders` pairs each encoder with its field's type, which iterating over the entries forgets.
  Object.entries(encoders) as [string, AnyEncoder][];
