import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { databaseOptionsSchema } from '../store/database-options.ts';
import { supervisorSchema } from './supervisor-schema.ts';
import { workerSettings } from './worker-settings.ts';

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
  ...workerSettings,
  supervisor: supervisorSchema.default({}),
});

const text = z.string().min(1);

/** Validates a provider that is named, not made. */
export const providerReferenceSchema = strictObject({
  use: text,
  factory: text.optional(),
  options: z.record(z.string(), z.unknown()).default({}),
});
