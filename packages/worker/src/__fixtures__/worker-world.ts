import type { ProviderV1 } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { checkWorkersOptions, type WorkersOptions } from '../composition/worker-options.ts';
import { type Workers, workersOver } from '../composition/open-workers.ts';
import type { WorkerEvent } from '../lanes/worker-events.ts';
import { storeOver } from '../store/open-store.ts';
import type { Database } from '../store/database.ts';
import { Freezer } from './freezer.ts';
import { VirtualDatabase } from './virtual-database.ts';

/** A task that any provider takes. */
export const login = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

/** A worker "process" that can be stopped where it stands. */
export interface WorkerProcess extends Workers {
  readonly freezer: Freezer;
  readonly events: readonly WorkerEvent[];
}

/** Workers on one database, in virtual time. */
export class WorkerWorld {
  readonly clock = new VirtualClock();
  readonly database: VirtualDatabase;
  readonly #started: WorkerProcess[] = [];

  constructor(database: VirtualDatabase) {
    this.database = database;
  }

  /** A world of its own on the one database of the tests, emptied. */
  static async open(): Promise<WorkerWorld> {
    opened ??= openDatabase();
    const world = new WorkerWorld(await opened);
    await world.database.reset(world.clock);
    return world;
  }

  async start(
    providers: readonly ProviderV1[],
    options: Partial<WorkersOptions> = {},
  ): Promise<WorkerProcess> {
    const freezer = new Freezer();
    const events: WorkerEvent[] = [];
    const number = this.#started.length + 1;
    const checked = checkWorkersOptions({
      database: { engine: 'pglite' },
      workerId: `worker-${number}`,
      lanes: 1,
      random: seededRandom(number),
      clock: freezer.clock(this.clock),
      onEvent: (event) => events.push(event),
      ...options,
      router: { providers, ...options.router },
    });
    const database = freezer.database(keptOpen(this.database));
    const store = await storeOver(database, { resultDays: 7, onError: () => undefined });
    const workers = await workersOver(store, checked);
    const process = Object.assign(workers, { freezer, events });
    this.#started.push(process);
    return process;
  }

  /** Ends whatever is still at work. */
  async close(): Promise<void> {
    this.database.isReachable = true;
    const closing = this.#started.map(async ({ freezer, close }) => {
      freezer.thaw();
      await close();
    });
    await this.clock.runUntilSettled(Promise.all(closing));
  }
}

/** To make one takes seconds. */
let opened: Promise<VirtualDatabase> | undefined;

async function openDatabase(): Promise<VirtualDatabase> {
  const database = await VirtualDatabase.open();
  const store = await storeOver(keptOpen(database), { resultDays: 7, onError: () => undefined });
  await store.close();
  await database.override();
  return database;
}

/** Several "processes" share it. */
const keptOpen = (database: VirtualDatabase): Database => ({
  engine: database.engine,
  query: async (sql, values) => database.query(sql, values),
  transaction: async (run) => database.transaction(run),
  listen: async (channel, listener) => database.listen(channel, listener),
  close: async () => undefined,
});
