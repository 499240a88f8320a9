import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

const span = z.int().min(10).max(600_000);

/** Validates the processes of a fleet; what is absent is the supervisor's to choose. */
export const supervisorSchema = strictObject({
  minWorkers: z.int().min(1).max(64).optional(),
  maxWorkers: z.int().min(1).max(64).optional(),
  /** Fewer that are ready make the fleet unhealthy. */
  minHealthyWorkers: z.int().min(1).max(64).optional(),
  heartbeatMs: span.optional(),
  /** A worker that is silent for so long is killed and replaced. */
  stallMs: span.optional(),
  startMs: span.optional(),
  /** A worker is replaced after so many jobs. */
  jobsPerWorker: z.int().min(1).optional(),
  /** So many crashes in so short a time are given up. */
  crashLoop: strictObject({
    crashes: z.int().min(1).max(1_000),
    withinMs: z.int().min(10).max(86_400_000),
  }).optional(),
  /** The first wait before a restart, which doubles, and the longest. */
  backoff: strictObject({ fromMs: span, toMs: span }).optional(),
  scaleEveryMs: span.optional(),
}).refine(({ minWorkers = 1, maxWorkers = 64 }) => minWorkers <= maxWorkers, {
  path: ['maxWorkers'],
  error: 'must not be below minWorkers',
});

export type SupervisorConfig = Readonly<z.output<typeof supervisorSchema>>;
