import { parseOptions, strictObject, type Transport } from '@understudy/core/provider';
import * as z from 'zod';

export interface BoltOptions {
  /** Unique within a router. @default 'bolt' */
  readonly id?: string | undefined;
  /** The account's token. Undefined or empty is refused by name, so that `process.env` can be passed on as it is. */
  readonly apiKey: string | undefined;
  /** @default 'https://bolt.example/api' */
  readonly baseUrl?: string | undefined;
  /** How bytes travel; whoever hands one in closes it. @default undici */
  readonly transport?: Transport | undefined;
}

const noKey = 'is missing or empty: pass the key of your account';

const optionsSchema = strictObject({
  id: z.string().min(1).default('bolt'),
  apiKey: z.string({ error: noKey }).trim().min(1, { error: noKey }),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .default('https://bolt.example/api'),
  transport: z
    .custom<Transport>((value) => typeof Object(value).send === 'function', {
      error: 'must be a transport, an object with a method "send"',
    })
    .optional(),
});

export type BoltSettings = z.output<typeof optionsSchema>;

/** @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt. */
export const checkBoltOptions = (options: BoltOptions): BoltSettings =>
  parseOptions(optionsSchema, options, 'bolt');
