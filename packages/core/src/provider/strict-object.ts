import * as z from 'zod';

import { nearestWord } from '../errors/nearest-word.ts';

/** An object schema that refuses unknown fields by name, with the nearest valid one. */
export function strictObject<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' && Array.isArray(issue['keys'])
        ? issue['keys']
            .map((key) => describeUnknownField(String(key), Object.keys(shape)))
            .join('; ')
        : undefined,
  });
}

/** Says that a field is unknown, and which one was probably meant. */
export function describeUnknownField(field: string, validFields: readonly string[]): string {
  const nearest = nearestWord(field, validFields);
  const hint =
    nearest === undefined ? `valid are ${validFields.join(', ')}` : `did you mean "${nearest}"?`;
  return `unknown field "${field}", ${hint}`;
}
