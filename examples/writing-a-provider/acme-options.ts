import { parseOptions, strictObject, type Transport } from '@understudy/core/provider';
import * as z from 'zod';

export interface AcmeOptions {
  /** Unique within a router. @default 'acme' */
  readonly id?: string | undefined;
  /** Undefined or empty is refused by name, so that `process.env` can be passed on as it is. */
  readonly apiKey: string | undefined;
  /** @default 'https://api.acme.example' */
  readonly baseUrl?: string | undefined;
  /** How bytes travel; whoever hands one in closes it. @default undici */
  readonly transport?: Transport | undefined;
}

const noKey = 'is missing or empty: pass the key of your account';

const optionsSchema = strictObject({
  id: z.string().min(1).default('acme'),
  apiKey: z.string({ error: noKey }).trim().min(1, { error: noKey }),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .default('https://api.acme.example'),
  transport: z
    .custom<Transport>((value) => typeof Object(value).send === 'function', {
      error: 'must be a transport, an object with a method "send"',
    })
    .optional(),
});

export type AcmeSettings = z.output<typeof optionsSchema>;

/** @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt. */
export const checkAcmeOptions = (options: AcmeOptions): AcmeSettings =>
  parseOptions(optionsSchema, options, 'acme');
