import * as z from 'zod';

/** Validates with the schema that suits the value, and passes its complaints on; a union would only say "invalid". */
export const choose = <T>(schemaFor: (value: unknown) => z.ZodType<T>): z.ZodType<T> =>
  z.custom<T>().superRefine((value, context) => {
    const parsed = schemaFor(value).safeParse(value);
    for (const { path, message } of parsed.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
