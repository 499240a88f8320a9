import { hostname } from 'node:os';

import { type Router, systemClock } from '@understudy/core';
import { CLOCK, RANDOM, registerRouter, resolveToken, ROUTER } from '@understudy/core/di';
import type { Clock, Random } from '@understudy/core/provider';
import { container } from 'tsyringe';

import { Jobs } from '../jobs/jobs.ts';
import { BookedAttempts } from '../lanes/booked-attempts.ts';
import type { DrainReport } from '../lanes/drain-report.ts';
import type { EmitWorkerEvent } from '../lanes/worker-events.ts';
import type { WorkerLoad } from '../lanes/worker-load.ts';
import { Worker } from '../lanes/worker.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { routerOf } from './router-of.ts';
import {
  type CheckedWorkersOptions,
  checkWorkersOptions,
  type WorkersOptions,
} from './worker-options.ts';

/** Workers at work. */
export interface Workers {
  readonly workerId: string;
  readonly jobs: Jobs;
  readonly router: Router;
  /** For tools beside this package; no part of what it promises. */
  readonly store: Store;
  readonly load: WorkerLoad;
  /** Lets the jobs at work go on for `drainMs`, then gives them back; see {@link Worker.drain}. */
  drain(options?: { readonly drainMs?: number | undefined }): Promise<DrainReport>;
  /** Drains, and closes the router and the database. */
  close(): Promise<void>;
}

/**
 * Opens the queue and starts workers within this process.
 * @throws {OptionsInvalidError} that names the option; also when another process has the embedded database.
 */
export async function openWorkers(options: WorkersOptions): Promise<Workers> {
  const checked = checkWorkersOptions(options);
  const { clock = systemClock } = checked;
  const { database, resultDays } = checked;
  const store = await openStore(database, { clock, resultDays, onError: () => undefined });
  try {
    // Nobody else can have it open, so whoever held a job is dead: no lease need be waited for.
    if (database.engine === 'pglite') await store.claims.giveBackAll();
    return await workersOver(store, checked);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Workers over a store that somebody else has opened; closing them closes it. */
export async function workersOver(store: Store, checked: CheckedWorkersOptions): Promise<Workers> {
  const { clock = systemClock, random = cryptoRandom, drainMs, capacity } = checked;
  const workerId = checked.workerId ?? `${hostname()}-${process.pid}-${draw(random)}`;
  const emit: EmitWorkerEvent = (event) =>
    checked.onEvent?.({ ...event, workerId, atEpochMs: clock.epochMs() });
  const booked = new BookedAttempts(store.attempts);
  const jobs = new Jobs({ store, clock, random, capacity });
  const scope = container.createChildContainer();
  scope.register<Clock>(CLOCK, { useValue: clock });
  scope.register<Random>(RANDOM, { useValue: random });
  registerRouter(scope, routerOf(checked.router, { booked, maySend: (id) => worker.maySend(id) }));
  const router = resolveToken(scope, ROUTER);
  const { lanes, slots, solveMs } = checked;
  const mayBuyAgain = checked.router.outcomeUnknown !== 'fail';
  const worker = new Worker({
    ...{ workerId, store, router, clock, emit, booked, lanes, slots, solveMs, mayBuyAgain },
  });
  await worker.start();
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await worker.drain(drainMs);
    await router.close();
    await booked.settled();
    await jobs.close();
    await store.close();
  };
  return {
    ...{ workerId, jobs, router, store },
    get load() {
      return worker.load;
    },
    drain: async ({ drainMs: ms = drainMs } = {}) => worker.drain(ms),
    async close() {
      closed ??= close();
      await closed;
    },
  };
}

const draw = (random: Random): string => Math.floor(random.next() * 36 ** 6).toString(36);
