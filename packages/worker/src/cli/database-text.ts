import type { QueueConfig } from '../config/worker-config.ts';

/** Where the jobs are, for people: without user and password. */
export function databaseText(database: QueueConfig['database']): string {
  if (database.engine === 'pglite') return `the embedded database in ${database.dataDir}`;
  const { connectionString } = database;
  if (!URL.canParse(connectionString)) return 'PostgreSQL';
  const { host, pathname } = new URL(connectionString);
  return `PostgreSQL at ${host}${pathname}`;
}
