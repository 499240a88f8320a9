import type { RouterOptions } from '@understudy/core';
import { type Clock, parseOptions, type Random, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { workerSettings } from '../config/worker-settings.ts';
import type { WorkerEvent } from '../lanes/worker-events.ts';
import { type DatabaseOptions, databaseOptionsSchema } from '../store/database-options.ts';

/** A queue without workers: for processes that only put jobs in. */
export interface JobsOptions {
  readonly database: DatabaseOptions;
  /** How many jobs may wait for a worker. @default 10_000 */
  readonly capacity?: number | undefined;
  /** How long a result is kept, in days; dead letters are kept until they are purged. @default 7 */
  readonly resultDays?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/** Workers within this process. */
export interface WorkersOptions extends JobsOptions {
  /** What `createRouter` takes; `clock` and `random` of these options go to it as well. */
  readonly router: RouterOptions;
  /** How many claim side by side; one that breaks leaves the others at work. @default 2 */
  readonly lanes?: number | undefined;
  /** Jobs that each lane may have at once; they mostly wait for services. @default 50 */
  readonly slots?: number | undefined;
  /** The longest that one solve may take, in milliseconds; a job with a later deadline is given back then. @default 300_000 */
  readonly solveMs?: number | undefined;
  /** How long the jobs at work may go on when the workers are drained, in milliseconds. @default 30_000 */
  readonly drainMs?: number | undefined;
  /** Names this process; unique in a fleet. @default the host's name, the process id and a draw */
  readonly workerId?: string | undefined;
  /** Hears what happens, in order; holds no secret, no task and no answer. */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
}

const hasMethods =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    names.every((name) => typeof Object(value)[name] === 'function');

const { capacity, resultDays, ...ofLanes } = workerSettings;

const jobsShape = {
  database: databaseOptionsSchema,
  capacity,
  resultDays,
  clock: z
    .custom<Clock>(hasMethods('now', 'epochMs', 'sleep'), {
      error: 'must have now, epochMs and sleep',
    })
    .optional(),
  random: z.custom<Random>(hasMethods('next'), { error: 'must have next' }).optional(),
};

const jobsSchema = strictObject(jobsShape);

const workersSchema = strictObject({
  ...jobsShape,
  // `createRouter` validates it, and names what is wrong.
  router: z.custom<RouterOptions>((value) => typeof value === 'object' && value !== null, {
    error: 'must be the options of createRouter',
  }),
  ...ofLanes,
  workerId: z.string().min(1).max(200).optional(),
  onEvent: z
    .custom<WorkersOptions['onEvent']>((value) => typeof value === 'function', {
      error: 'must be a function',
    })
    .optional(),
});

export type CheckedJobsOptions = z.output<typeof jobsSchema>;
export type CheckedWorkersOptions = z.output<typeof workersSchema>;

/** @throws {OptionsInvalidError} that names the option and the nearest valid one. */
export const checkJobsOptions = (options: JobsOptions): CheckedJobsOptions =>
  parseOptions(jobsSchema, options, 'openJobs');

/** @throws {OptionsInvalidError} that names the option and the nearest valid one. */
export const checkWorkersOptions = (options: WorkersOptions): CheckedWorkersOptions =>
  parseOptions(workersSchema, options, 'openWorkers');
