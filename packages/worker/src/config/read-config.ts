import { parseOptions } from '@understudy/core/provider';
import type * as z from 'zod';

import { configSchema } from './config-schema.ts';
import { databaseOfEnvironment, usualDataDir } from './environment-config.ts';
import { readConfigFile } from './read-config-file.ts';
import { resolveSecrets } from './resolve-secrets.ts';
import type { SecretSource } from './secret-source.ts';
import type { QueueConfig } from './worker-config.ts';

/** What was written, with the database's secrets in their places. */
export interface WrittenConfig {
  /** How errors call it. */
  readonly name: string;
  readonly queue: QueueConfig;
  /** Undefined where the environment is to say. */
  readonly providers: readonly unknown[] | undefined;
  readonly router: Readonly<Record<string, unknown>>;
}

/**
 * Reads and checks a configuration; makes nothing of it.
 * @param path of the file; without one the environment says everything.
 * @throws {OptionsInvalidError} that names the field, and the nearest valid word.
 */
export async function readConfig(
  path: string | undefined,
  secrets: SecretSource,
): Promise<WrittenConfig> {
  const name = path ?? 'the configuration';
  const written = path === undefined ? {} : await readConfigFile(path, secrets);
  const {
    providers,
    router = {},
    database,
    ...rest
  } = parseOptions(configSchema, withDatabase(written, secrets), name);
  return { name, providers, router, queue: { ...rest, database: placed(database) } };
}

/** Whatever is no object is left to the schema. */
function withDatabase(written: unknown, secrets: SecretSource): unknown {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written;
  const { database } = { database: undefined, ...written } as { readonly database: unknown };
  return {
    ...written,
    database:
      database === undefined
        ? databaseOfEnvironment(secrets)
        : resolveSecrets(database, 'database', secrets),
  };
}

/** The command line has no use for a database in memory: no other process would see its jobs. */
function placed(database: z.output<typeof configSchema>['database']): QueueConfig['database'] {
  if (database?.engine === 'postgres') return database;
  return { engine: 'pglite', dataDir: database?.dataDir ?? usualDataDir };
}
