import { parseOptions, strictObject, type Transport } from '@understudy/core/provider';
import * as z from 'zod';

export interface HarborOptions {
  /** Unique within a router. @default 'harbor' */
  readonly id?: string | undefined;
  /** Undefined or empty is refused by name, so that `process.env` can be passed on as it is. */
  readonly apiKey: string | undefined;
  /** @default 'https://api.harbor.example' */
  readonly baseUrl?: string | undefined;
  /** How bytes travel; whoever hands one in closes it. @default undici */
  readonly transport?: Transport | undefined;
}

const noKey = 'is missing or empty: pass the key of your account';

const optionsSchema = strictObject({
  id: z.string().min(1).default('harbor'),
  // The key travels in a header, which cannot carry everything that a string can.
  apiKey: z
    .string({ error: noKey })
    .trim()
    .min(1, { error: noKey })
    .regex(/^[\x21-\x7e]*$/, { error: 'must hold nothing but visible ASCII characters' }),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .default('https://api.harbor.example'),
  transport: z
    .custom<Transport>((value) => typeof Object(value).send === 'function', {
      error: 'must be a transport, an object with a method "send"',
    })
    .optional(),
});

export type HarborSettings = z.output<typeof optionsSchema>;

/** @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt. */
export const checkHarborOptions = (options: HarborOptions): HarborSettings =>
  parseOptions(optionsSchema, options, 'harbor');
