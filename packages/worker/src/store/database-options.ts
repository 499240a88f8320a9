import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

/** Where jobs are kept. */
export type DatabaseOptions =
  /** Embedded: one directory, one process, no server. */
  | {
      readonly engine: 'pglite';
      /** Absent for one in memory, which ends with the process: for tests. */
      readonly dataDir?: string | undefined;
    }
  /** A server, for a fleet of processes. */
  | {
      readonly engine: 'postgres';
      /** `postgres://user:password@host:port/database`. */
      readonly connectionString: string;
      /** Connections of each process, beside the one that listens. @default 10 */
      readonly poolSize?: number | undefined;
    };

const schemas = [
  strictObject({ engine: z.literal('pglite'), dataDir: z.string().min(1).optional() }),
  strictObject({
    engine: z.literal('postgres'),
    connectionString: z
      .string()
      .regex(/^postgres(ql)?:\/\//, { error: 'must be a postgres:// URL' }),
    poolSize: z.int().min(2).max(100).optional(),
  }),
] as const;

/** Validates {@link DatabaseOptions}. */
export const databaseOptionsSchema = z.discriminatedUnion('engine', schemas, {
  error: ({ code }) =>
    code === 'invalid_union' ? 'needs an engine: "pglite" or "postgres"' : undefined,
});
