import type { Session } from '../../store/database.ts';

/** A database with the given workers, that remembers what else was said to it. */
export function scriptedSession(
  workers: readonly object[] = [],
): Session & { readonly statements: readonly string[] } {
  const statements: string[] = [];
  return {
    statements,
    async query<Row extends object>(sql: string): Promise<readonly Row[]> {
      statements.push(sql);
      // The rows are the test's own.
      return (sql.includes('.worker') ? workers : []) as readonly Row[];
    },
  };
}

export const workerRow = {
  worker_id: 'w-1',
  host: 'host-a',
  pid: 4_711,
  state: 'working',
  slots: 50,
  busy: 25,
  jobs_done: 512,
  up_ms: 7_380_000,
  seen_ago_ms: 400,
};
