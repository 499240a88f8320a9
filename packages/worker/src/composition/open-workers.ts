import { hostname } from 'node:os';

import { type Router, type RouterEvent, type RouterOptions, systemClock } from '@understudy/core';
import { CLOCK, RANDOM, registerRouter, resolveToken, ROUTER } from '@understudy/core/di';
import { container as root, type DependencyContainer, instancePerContainerCachingFactory } from 'tsyringe';

import { Jobs } from '../jobs/jobs.ts';
import { BookedAttempts } from '../lanes/booked-attempts.ts';
import type { DrainReport } from '../lanes/drain-report.ts';
import { guardedProvider } from '../lanes/guarded-provider.ts';
import { Worker } from '../lanes/worker.ts';
import type { EmitWorkerEvent } from '../lanes/worker-events.ts';
import type { WorkerLoad } from '../lanes/worker-load.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { JOBS, STORE, WORKER } from './tokens.ts';
import { checkWorkersOptions, type CheckedWorkersOptions, type WorkersOptions } from './worker-options.ts';

/** Workers at work. */
export interface Workers {
  readonly workerId: string;
  readonly jobs: Jobs;
  readonly router: Router;
  readonly load: WorkerLoad;
  /** Lets the jobs at work go on for `drainMs`, then gives them back; see {@link Worker.drain}. */
  drain(options?: { readonly drainMs?: number | undefined }): Promise<DrainReport>;
  /** Drains, and closes the router and the database. */
  close(): Promise<void>;
}
