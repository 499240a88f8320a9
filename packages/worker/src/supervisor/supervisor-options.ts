import { parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

/** How many workers there are, and when one of them is given up. */
export interface SupervisorOptions {
  /** @default 2 */
  readonly minWorkers?: number | undefined;
  /** A worker that is replaced counts until its successor is ready, so there may be one more. @default 4 */
  readonly maxWorkers?: number | undefined;
  /** With fewer that are ready the supervisor is not healthy. @default 1 */
  readonly minHealthyWorkers?: number | undefined;
  /** How often a worker shows a sign of life. @default 1_000 */
  readonly heartbeatMs?: number | undefined;
  /** After such a silence a worker is killed and replaced; three heartbeats at least. @default 5_000 */
  readonly stallMs?: number | undefined;
  /** How long a worker may take until it is ready. @default 20_000 */
  readonly startMs?: number | undefined;
  /** How long a worker may go on when it is to end; a second later it is killed. @default 30_000 */
  readonly drainMs?: number | undefined;
  /** A worker that has ended so many jobs is replaced by a fresh one. Unlimited by default. */
  readonly jobsPerWorker?: number | undefined;
  /**
   * So many crashes in a row of one worker and its successors are a crash loop, when none of them ended a job or was
   * ready for its share (`withinMs / crashes`); the time that they take to start does not count.
   * @default { crashes: 5, withinMs: 60_000 }
   */
  readonly crashLoop?: { readonly crashes: number; readonly withinMs: number } | undefined;
  /** The first wait before a restart, which doubles, and the longest. @default { fromMs: 200, toMs: 10_000 } */
  readonly backoff?: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** How often the number of workers is considered anew. @default 5_000 */
  readonly scaleEveryMs?: number | undefined;
}

const mostWorkers = 256;
const workers = z.int().min(1).max(mostWorkers);
const durationMs = z.int().min(1).max(86_400_000);

const optionsSchema = strictObject({
  minWorkers: workers.default(2),
  maxWorkers: workers.default(4),
  minHealthyWorkers: workers.default(1),
  heartbeatMs: durationMs.default(1_000),
  stallMs: durationMs.default(5_000),
  startMs: durationMs.default(20_000),
  drainMs: durationMs.default(30_000),
  jobsPerWorker: z.int().min(1).optional(),
  crashLoop: strictObject({ crashes: z.int().min(1), withinMs: durationMs }).default({
    crashes: 5,
    withinMs: 60_000,
  }),
  backoff: strictObject({ fromMs: durationMs, toMs: durationMs }).default({
    fromMs: 200,
    toMs: 10_000,
  }),
  scaleEveryMs: durationMs.default(5_000),
})
  .refine(({ minWorkers, maxWorkers }) => maxWorkers >= minWorkers, {
    path: ['maxWorkers'],
    error: 'must be at least minWorkers',
  })
  .refine(({ minWorkers, minHealthyWorkers }) => minHealthyWorkers <= minWorkers, {
    path: ['minHealthyWorkers'],
    error: 'must be at most minWorkers',
  })
  .refine(({ heartbeatMs, stallMs }) => stallMs >= 3 * heartbeatMs, {
    path: ['stallMs'],
    error: 'must be at least three heartbeats (heartbeatMs)',
  });

export type CheckedSupervisorOptions = z.output<typeof optionsSchema>;

/** @throws {OptionsInvalidError} that names the option. */
export const checkSupervisorOptions = (options: SupervisorOptions): CheckedSupervisorOptions =>
  parseOptions(optionsSchema, options, 'supervisor');
