import type { Token } from '@understudy/core/di';

import type { Jobs } from '../jobs/jobs.ts';
import type { Worker } from '../lanes/worker.ts';
import type { Store } from '../store/open-store.ts';

/** Where jobs are kept. */
export const STORE: Token<Store> = Symbol('understudy.store');

/** The queue over that store. */
export const JOBS: Token<Jobs> = Symbol('understudy.jobs');

/** What claims jobs and has them solved by the container's router. */
export const WORKER: Token<Worker> = Symbol('understudy.worker');
