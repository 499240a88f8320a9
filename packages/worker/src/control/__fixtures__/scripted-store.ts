import type { Session } from '../../store/database.ts';
import type { SeenWorker } from '../../store/worker-rows.ts';
import type { WorkerBook } from '../job-book.ts';

/** A store with the given workers, that remembers what was said to its database. */
export function scriptedStore(
  workers: readonly SeenWorker[] = [],
): WorkerBook & { readonly statements: readonly string[] } {
  const statements: string[] = [];
  const database: Session = {
    async query(sql) {
      statements.push(sql);
      return [];
    },
  };
  return { statements, database, workers: { list: async () => workers } };
}

export const seenWorker: SeenWorker = {
  workerId: 'w-1',
  host: 'host-a',
  pid: 4_711,
  state: 'working',
  slots: 50,
  busy: 25,
  jobsDone: 512,
  seenAgoMs: 400,
};
