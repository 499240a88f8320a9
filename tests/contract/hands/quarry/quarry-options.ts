import { parseOptions, strictObject, type Transport } from '@understudy/core/provider';
import * as z from 'zod';

export interface QuarryOptions {
  /** Unique within a router. @default 'quarry' */
  readonly id?: string | undefined;
  /** Undefined or empty is refused by name, so that `process.env` can be passed on as it is. */
  readonly apiKey: string | undefined;
  /** Without the path `/rpc`. @default 'https://quarry.example' */
  readonly baseUrl?: string | undefined;
  /** How bytes travel; whoever hands one in closes it. @default undici */
  readonly transport?: Transport | undefined;
}

const noKey = 'is missing or empty: pass the key of your account';

const optionsSchema = strictObject({
  id: z.string().min(1).default('quarry'),
  apiKey: z.string({ error: noKey }).trim().min(1, { error: noKey }),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .default('https://quarry.example'),
  transport: z
    .custom<Transport>((value) => typeof Object(value).send === 'function', {
      error: 'must be a transport, an object with a method "send"',
    })
    .optional(),
});

export type QuarrySettings = z.output<typeof optionsSchema>;

/** @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt. */
export const checkQuarryOptions = (options: QuarryOptions): QuarrySettings =>
  parseOptions(optionsSchema, options, 'quarry');
