import type { DurationByType, ProviderPrice, Transport } from '@understudy/core/provider';
import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { ApiKey } from '../account/read-api-key.ts';
import { baseUrlSchema } from './base-url.ts';
import { durationSchema } from './duration-schema.ts';
import { priceSchema } from './price-schema.ts';

/** Corrections of a profile's timings, in milliseconds. */
export interface Timing {
  /** From acceptance to the first poll. */
  readonly firstWaitMs?: DurationByType | undefined;
  /** Between two polls of a ticket. */
  readonly pollFloorMs?: DurationByType | undefined;
  /** How long a poll may stay silent. @default 10_000 */
  readonly pollTimeoutMs?: number | undefined;
  /** How long a submit may stay silent. @default 15_000 */
  readonly submitTimeoutMs?: DurationByType | undefined;
}

/** What the factories have in common: whose account it is, and how it is reached. */
export interface AccountOptions {
  /** Unique within a router. @default the profile's name */
  readonly id?: string | undefined;
  /** The key, or a function that is asked before each use and has 5 s to answer. Undefined or empty is refused. */
  readonly apiKey: ApiKey | undefined;
  /** Another address of the service, with or without a path. @default the profile's */
  readonly baseUrl?: string | undefined;
  /** How bytes travel; whoever hands one in closes it. @default undici */
  readonly transport?: Transport | undefined;
  /** An HTTP proxy for every request, credentials included. @default the environment's */
  readonly proxyUrl?: string | undefined;
  /** What a thousand tasks cost on this account. @default the profile's */
  readonly price?: ProviderPrice | undefined;
  readonly timing?: Timing | undefined;
  /** Your own affiliate id. Without it none is sent. */
  readonly softId?: string | number | undefined;
}

const isTransport = (value: unknown): boolean => typeof Object(value).send === 'function';

const isKey = (value: unknown): boolean =>
  typeof value === 'function' || (typeof value === 'string' && value.trim() !== '');

/** The fields of {@link AccountOptions} for the schema of a factory. */
export const accountOptionShape = {
  id: z.string().min(1).max(100).optional(),
  apiKey: z.custom<ApiKey>(
    isKey,
    'is missing or empty: pass the account’s key, or a function that returns it',
  ),
  baseUrl: baseUrlSchema.optional(),
  transport: z
    .custom<Transport>(isTransport, 'must be a transport, an object with a method "send"')
    .optional(),
  proxyUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  price: priceSchema.optional(),
  timing: strictObject({
    firstWaitMs: durationSchema({ minimum: 0 }).optional(),
    pollFloorMs: durationSchema({ minimum: 1 }).optional(),
    pollTimeoutMs: z.number().min(1).max(600_000).optional(),
    submitTimeoutMs: durationSchema({ minimum: 1 }).optional(),
  }).optional(),
  softId: z
    .union([z.string().min(1), z.int().positive()], 'must be a text or a positive number')
    .optional(),
} as const;
