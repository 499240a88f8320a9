import type * as z from 'zod';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';

/** Validates the options of a factory or a call, once, at the border. */
export function parseOptions<Schema extends z.ZodType>(
  schema: Schema,
  options: unknown,
  owner: string,
): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = (issue?.path ?? []).map(String).join('.');
  const option = path === '' && issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : path;
  const place = path === '' ? owner : `${owner}: option "${path}"`;
  throw new OptionsInvalidError({ option, message: `${place}: ${issue?.message ?? 'not valid'}` });
}
