import { nearestWord, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { ImageLimits } from './image/image-limits.ts';
import { imageFormats } from './image/image-format.ts';
import { accountOptionShape, type AccountOptions } from './options/account-options.ts';
import { type DialectName, dialectNames } from './profile/profile.ts';
import { isProfileName, type ProfileName, profiles } from './profile/profiles.ts';
import { type CompatibleTaskType, compatibleTaskTypes } from './task-types.ts';

/** Corrections of a profile, for services that differ from it. */
export interface ProfileCorrections {
  /** @default the profile's */
  readonly dialect?: DialectName | undefined;
  /** How in.php is written to. `query` puts the key into the URL. @default 'urlencoded' */
  readonly submitEncoding?: 'urlencoded' | 'json' | 'query' | undefined;
  /** How res.php is asked. `GET` puts the key into the URL. @default 'POST' */
  readonly pollMethod?: 'POST' | 'GET' | undefined;
  /** The task types that the service takes. @default all that the dialect knows */
  readonly taskTypes?: readonly CompatibleTaskType[] | undefined;
  /** HTTP statuses by which the service refuses a submit for certain, without having taken the task. @default [] */
  readonly refusedStatuses?: readonly number[] | undefined;
  /** Whether a task that could not be solved is paid for all the same. @default false */
  readonly unsolvableIsCharged?: boolean | undefined;
  /** How long after its acceptance a ticket may be collected, in milliseconds. */
  readonly retentionMs?: number | undefined;
  /** What the service takes for a picture. */
  readonly images?: ImageLimits | undefined;
}

/** The options of `compatible`. The profile `custom` knows no address, and needs one. */
export type CompatibleOptions = AccountOptions &
  ProfileCorrections &
  (
    | { readonly profile: 'custom'; readonly baseUrl: string }
    | { readonly profile: Exclude<ProfileName, 'custom'> }
  );

const unknownProfile = (input: unknown): string => {
  const words = Object.keys(profiles);
  const nearest = typeof input === 'string' ? nearestWord(input, words) : undefined;
  return nearest === undefined
    ? `unknown profile, valid are ${words.join(', ')}`
    : `unknown profile, did you mean "${nearest}"?`;
};

const profileName = z.custom<ProfileName>(
  (word) => typeof word === 'string' && isProfileName(word),
  {
    error: ({ input }) => unknownProfile(input),
  },
);

const bytes = z.int().min(0).optional();

/** Validates {@link CompatibleOptions}. */
export const compatibleOptionsSchema = strictObject({
  profile: profileName,
  ...accountOptionShape,
  dialect: z.enum(dialectNames).optional(),
  submitEncoding: z.enum(['urlencoded', 'json', 'query']).optional(),
  pollMethod: z.enum(['POST', 'GET']).optional(),
  taskTypes: z.array(z.enum(compatibleTaskTypes)).min(1).readonly().optional(),
  refusedStatuses: z.array(z.int().min(400).max(599)).readonly().optional(),
  unsolvableIsCharged: z.boolean().optional(),
  retentionMs: z
    .number()
    .min(1)
    .max(30 * 86_400_000)
    .optional(),
  images: strictObject({
    minBytes: bytes,
    maxBytes: bytes,
    formats: z.array(z.enum(imageFormats)).readonly().optional(),
  }).optional(),
});

export type CompatibleSettings = z.output<typeof compatibleOptionsSchema>;
