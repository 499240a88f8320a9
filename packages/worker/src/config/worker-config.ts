import type { ProviderV1, RouterOptions } from '@understudy/core';

import type { DatabaseOptions } from '../store/database-options.ts';
import type { SecretReference } from './secret-reference.ts';
import type { SupervisorConfig } from './supervisor-schema.ts';

/** A provider by the package that makes it, so that JSON can name it. */
export interface ProviderReference {
  /** A package, or a module such as `./acme.ts`, as seen from the working directory. */
  readonly use: string;
  /** The function of that module which makes it. @default the only one that it exports */
  readonly factory?: string | undefined;
  /** What the function takes. A secret in it may be a {@link SecretReference}. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** What a JSON file holds, or a module exports as `config`. Nothing in it is needed. */
export interface WorkerConfig {
  /** @default `DATABASE_URL` of the environment, or else the embedded one in `./understudy-data` */
  readonly database?:
    | DatabaseOptions
    | {
        readonly engine: 'postgres';
        readonly connectionString: SecretReference;
        readonly poolSize?: number | undefined;
      }
    | undefined;
  /** @default those whose keys are in `CAPTCHAAI_API_KEY` and `BACKUP_API_KEY` of the environment */
  readonly providers?: readonly (ProviderV1 | ProviderReference)[] | undefined;
  readonly router?: Omit<RouterOptions, 'providers'> | undefined;
  /** Workers within the process, on the embedded database. @default 2 */
  readonly lanes?: number | undefined;
  /** Jobs that each lane may have at once. @default 50 */
  readonly slots?: number | undefined;
  /** The longest that one solve may take; a job with a later deadline is given back then. @default 300_000 */
  readonly solveMs?: number | undefined;
  /** Jobs that may wait. @default 10_000 */
  readonly capacity?: number | undefined;
  /** How long results are kept. @default 7 */
  readonly resultDays?: number | undefined;
  /** How long jobs in hand may take to end when a worker stops; then they are handed back. @default 30_000 */
  readonly drainMs?: number | undefined;
  /** The processes on PostgreSQL. */
  readonly supervisor?: SupervisorConfig | undefined;
}

/** A configuration without the providers: enough for all that does not solve. */
export interface QueueConfig {
  readonly database: DatabaseOptions & ({ engine: 'postgres' } | { readonly dataDir: string });
  readonly lanes: number;
  readonly slots: number;
  readonly solveMs: number;
  readonly capacity: number;
  readonly resultDays: number;
  readonly drainMs: number;
  readonly supervisor: SupervisorConfig;
}

/** A configuration with secrets in their places and providers made. */
export interface LoadedConfig extends QueueConfig {
  readonly router: RouterOptions;
}
