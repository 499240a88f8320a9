import type { Clock } from '@understudy/core/provider';

import type { Database } from './database.ts';
import type { DatabaseOptions } from './database-options.ts';
import { lockDirectory } from './directory-lock.ts';

const usualPoolSize = 10;

/**
 * Opens the database; the engine that is not asked for is not loaded.
 * @throws {OptionsInvalidError} when another process works in the directory.
 */
export async function openDatabase(
  options: DatabaseOptions,
  { clock, onError }: { readonly clock: Clock; readonly onError: (error: Error) => void },
): Promise<Database> {
  if (options.engine === 'postgres') {
    const { PostgresDatabase } = await import('./postgres-database.ts');
    const { connectionString, poolSize = usualPoolSize } = options;
    return new PostgresDatabase({ connectionString, poolSize, clock, onError });
  }
  const { dataDir } = options;
  const lock = dataDir === undefined ? undefined : lockDirectory(dataDir, 'database.dataDir');
  try {
    const [{ PGlite }, { PgliteDatabase }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('./pglite-database.ts'),
    ]);
    const pglite = await PGlite.create(dataDir === undefined ? {} : { dataDir: `${dataDir}/db` });
    return new PgliteDatabase(pglite, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}
