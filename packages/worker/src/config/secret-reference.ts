import * as z from 'zod';

/** Stands in a configuration for a secret that is kept elsewhere. */
export type SecretReference =
  /** The name of a variable of the environment. */
  | { readonly env: string }
  /** A file whose text it is, but for the line's end; relative to the working directory. */
  | { readonly file: string };

const schema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);

/** An object with one field, `env` or `file`; undefined for everything else. */
export const readSecretReference = (value: unknown): SecretReference | undefined =>
  schema.safeParse(value).data;
