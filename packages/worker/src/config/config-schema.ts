import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { databaseOptionsSchema } from '../store/database-options.ts';
import { supervisorSchema } from './supervisor-schema.ts';

/** `router` is checked by the router itself, but its providers have a place of their own. */
const routerSchema = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    { error: 'must be an object with options of the router' },
  )
  .refine((options) => !Object.hasOwn(options, 'providers'), {
    error: 'has "providers", which belong beside it, not in it',
  });

/** Validates a configuration whose database has its secrets already. */
export const configSchema = strictObject({
  database: databaseOptionsSchema.optional(),
  providers: z.array(z.unknown()).min(1, { error: 'needs at least one provider' }).optional(),
  router: routerSchema.optional(),
  lanes: z.int().min(1).max(64).default(2),
  slots: z.int().min(1).max(10_000).default(50),
  solveMs: z
    .int()
    .min(1_000)
    .max(12 * 3_600_000)
    .default(300_000),
  capacity: z.int().min(1).max(10_000_000).default(10_000),
  resultDays: z.int().min(1).max(365).default(7),
  drainMs: z.int().min(0).max(3_600_000).default(30_000),
  supervisor: supervisorSchema.default({}),
});

const text = z.string().min(1);

/** Validates a provider that is named, not made. */
export const providerReferenceSchema = strictObject({
  use: text,
  factory: text.optional(),
  options: z.record(z.string(), z.unknown()).default({}),
});
