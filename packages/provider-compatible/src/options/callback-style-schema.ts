import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { CallbackStyle } from '../service/callback-style.ts';

const fieldName = z
  .string()
  .regex(/^[\w.[\]-]{1,100}$/, 'must be the name of a parameter')
  .optional();

/** What every submit has: a callback URL under one of these names would change whose request it is. */
const ownParameters = ['key', 'method', 'json', 'soft_id', 'clientKey', 'task', 'softId', 'appId'];

const styleSchema = strictObject({
  parameter: fieldName.refine(
    (name) => name === undefined || !ownParameters.includes(name),
    "is one of the service's own parameters",
  ),
  idField: fieldName,
  answerField: fieldName,
});

/** A yes or a no, or how the service calls back. */
export const callbackStyleSchema = z
  .unknown()
  // Not a union: its errors would name neither the field nor the nearest valid word.
  .transform((given, context): boolean | CallbackStyle => {
    if (typeof given === 'boolean') return given;
    if (typeof given !== 'object' || given === null) {
      const message = 'must be true, false, or an object such as { idField: "captcha_id" }';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    const parsed = styleSchema.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      const path = [...issue.path, ...unknown];
      context.addIssue({ code: 'custom', path, message: issue.message });
    }
    return z.NEVER;
  });
