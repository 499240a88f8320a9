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
  const { issues } = parsed.error;
  // A misspelt field is also a missing one; its own name says more.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const parts = (issue?.path ?? []).map(String);
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const option = [...parts, ...unknown].join('.');
  const place = parts.length === 0 ? owner : `${owner}: option "${parts.join('.')}"`;
  throw new OptionsInvalidError({ option, message: `${place}: ${issue?.message ?? 'not valid'}` });
}
