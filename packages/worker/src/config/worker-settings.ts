import * as z from 'zod';

/** The settings that a file of configuration and the options of the library share, with their bounds and defaults. */
export const workerSettings = {
  lanes: z.int().min(1).max(64).default(2),
  slots: z.int().min(1).max(10_000).default(50),
  solveMs: z
    .int()
    .min(1_000)
    .max(12 * 3_600_000)
    .default(300_000),
  capacity: z.int().min(1).max(10_000_000).default(10_000),
  resultDays: z.number().min(0.01).max(3_650).default(7),
  drainMs: z.int().min(0).max(3_600_000).default(30_000),
};
