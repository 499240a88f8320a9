import {
  OptionsInvalidError,
  parseOptions,
  type Pricing,
  type ProviderV1,
  strictObject,
} from '@understudy/core/provider';
import {
  accountOptionShape,
  type AccountOptions,
  connectService,
} from '@understudy/provider-compatible';
import * as z from 'zod';

import { captchaaiProfile } from './captchaai-profile.ts';

export interface CaptchaaiOptions extends AccountOptions {
  /** How many threads the plan has. @default learned from refusals */
  readonly slots?: number | undefined;
}

const optionsSchema = strictObject({
  ...accountOptionShape,
  slots: z.int().min(1).max(100_000).optional(),
});

const owner = 'captchaai';

/**
 * An account at captchaai.com. Opens no connection.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function captchaai(options: CaptchaaiOptions): ProviderV1 {
  const settings = parseOptions(optionsSchema, options, owner);
  const { slots, ...account } = settings;
  if (slots !== undefined && account.price !== undefined) {
    const message = `${owner}: option "price": an account with slots has a flat rate, so give one of the two`;
    throw new OptionsInvalidError({ option: 'price', message });
  }
  const pricing: Pricing =
    slots === undefined ? captchaaiProfile.pricing : { kind: 'slots', slots };
  return connectService({ owner, profile: { ...captchaaiProfile, pricing }, account });
}
