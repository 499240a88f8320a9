import { nearestWord, type ProviderErrorCode, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { errorCodes } from './errors/error-codes.ts';
import type { ImageLimits } from './image/image-limits.ts';
import { imageFormats } from './image/image-format.ts';
import { type FormEncoding, formEncodings } from './in-php/write-form.ts';
import { accountOptionShape, type AccountOptions } from './options/account-options.ts';
import { callbackStyleSchema } from './options/callback-style-schema.ts';
import { idPatternSchema } from './options/id-pattern.ts';
import { type DialectName, dialectNames } from './profile/profile.ts';
import { isProfileName, type ProfileName, profiles } from './profile/profiles.ts';
import type { CallbackStyle } from './service/callback-style.ts';
import { type CompatibleTaskType, compatibleTaskTypes } from './task-types.ts';

/** Corrections of a profile, for services that differ from it. */
export interface ProfileCorrections {
  /** @default the profile's */
  readonly dialect?: DialectName | undefined;
  /**
   * How in.php is written to. `multipart` sends a picture as a file, for servers that read nothing else. `query` puts
   * the key into the URL. @default 'urlencoded'
   */
  readonly submitEncoding?: FormEncoding | undefined;
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
  /** HTTP statuses of a poll that only say "not ready". @default the profile's; 202 is one everywhere */
  readonly pendingStatuses?: readonly number[] | undefined;
  /** What the service's own codes mean, where it differs from its profile. */
  readonly errorOverrides?: Readonly<Record<string, ProviderErrorCode>> | undefined;
  /** Below the base URL, of the dialect in.php. @default 'in.php' */
  readonly inPath?: string | undefined;
  /** Below the base URL, of the dialect in.php. @default 'res.php' */
  readonly resPath?: string | undefined;
  /** Whether in.php is asked for JSON; replies in text are understood either way. @default true */
  readonly supportsJson?: boolean | undefined;
  /** How many tickets res.php takes as `ids=`, up to 100. @default the profile's */
  readonly batch?: number | undefined;
  /**
   * Whether the service announces answers to a callback URL, or by which names. GET, form and JSON are understood.
   * @default true
   */
  readonly callsBack?: boolean | CallbackStyle | undefined;
  /**
   * A regular expression, or its source, that the service's ids match in full: nobody asks for another one. At most 200
   * characters that vary in at most three places, none of them in a repeated group. @default any text without blanks
   */
  readonly idPattern?: string | RegExp | undefined;
  /**
   * Asks for an answer that nobody was given before, for pages that reject cached ones. Only the profile `capmonster`
   * knows it, in both dialects: as `nocache` of the task, and as the last parameter of in.php. @default false
   */
  readonly nocache?: boolean | undefined;
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
const statuses = z.array(z.int().min(400).max(599)).readonly().optional();
const path = z
  .string()
  .regex(/^[\w.-]+(\/[\w.-]+)*$/, 'must be a path such as api/in.php, without a slash before it')
  .optional();

/** Validates {@link CompatibleOptions}. */
export const compatibleOptionsSchema = strictObject({
  profile: profileName,
  ...accountOptionShape,
  dialect: z.enum(dialectNames).optional(),
  submitEncoding: z.enum(formEncodings).optional(),
  pollMethod: z.enum(['POST', 'GET']).optional(),
  taskTypes: z.array(z.enum(compatibleTaskTypes)).min(1).readonly().optional(),
  refusedStatuses: statuses,
  pendingStatuses: statuses,
  errorOverrides: z.record(z.string().min(1).max(100), z.enum(errorCodes)).optional(),
  inPath: path,
  resPath: path,
  supportsJson: z.boolean().optional(),
  batch: z.int().min(2).max(100).optional(),
  callsBack: callbackStyleSchema.optional(),
  idPattern: idPatternSchema.optional(),
  nocache: z.boolean().optional(),
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
