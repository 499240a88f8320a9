import type { Clock } from '@understudy/core/provider';

import { uniqueName } from '../seams/unique-name.ts';
import { Attempts } from './attempts.ts';
import { Claims } from './claims.ts';
import type { Database } from './database.ts';
import type { DatabaseOptions } from './database-options.ts';
import { JobRows } from './job-rows.ts';
import { Notices } from './notices.ts';
import { openDatabase } from './open-database.ts';
import { startBoss } from './start-boss.ts';
import { Upkeep } from './upkeep.ts';
import { WorkerRows } from './worker-rows.ts';

/** Everything that is kept, and what can be done with it. */
export interface Store {
  readonly database: Database;
  readonly notices: Notices;
  readonly rows: JobRows;
  readonly claims: Claims;
  readonly attempts: Attempts;
  readonly workers: WorkerRows;
  readonly upkeep: Upkeep;
  close(): Promise<void>;
}

export interface StoreInit {
  readonly clock: Clock;
  /** How long a result is kept. */
  readonly resultDays: number;
  /** Told of what went wrong beside the statements, such as a connection that broke while idle. */
  readonly onError: (error: Error) => void;
}

/** Opens the database and puts pg-boss and our tables into it. */
export async function openStore(options: DatabaseOptions, init: StoreInit): Promise<Store> {
  const database = await openDatabase(options, init);
  try {
    return await storeOver(database, init);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A store over a database that somebody else has opened; closing the store closes it. */
export async function storeOver(
  database: Database,
  { resultDays, onError }: Omit<StoreInit, 'clock'>,
): Promise<Store> {
  const boss = await startBoss(database, { resultDays, onError });
  const notices = new Notices(database, uniqueName());
  let closed: Promise<void> | undefined;
  return {
    database,
    notices,
    rows: new JobRows({ boss, database, notices }),
    claims: new Claims({ boss, database }),
    attempts: new Attempts(database),
    workers: new WorkerRows(database),
    upkeep: new Upkeep(database),
    async close() {
      // Nothing of ours runs within pg-boss, so there is nothing to wait for.
      closed ??= notices
        .settled()
        .then(() => boss.stop({ graceful: false }))
        .catch(() => undefined)
        .then(() => database.close());
      await closed;
    },
  };
}
