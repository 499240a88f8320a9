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

import { captchaaiWithImages } from './captchaai-profile.ts';

export interface CaptchaaiOptions extends AccountOptions {
  /** How many threads the plan has. @default learned from refusals */
  readonly slots?: number | undefined;
  /**
   * Has images answered by `solve.php` in the reply to their submit, without a ticket: nothing to poll, nothing to
   * report, and nothing to collect when the reply is lost. An image's submit may then stay silent for 30 s.
   * @default false
   */
  readonly syncImages?: boolean | undefined;
  /**
   * How images and grids are sent: as base64 text, or as a file of a multipart form, which is a quarter shorter. The
   * nine pictures of BLS are always base64. @default 'base64'
   */
  readonly imagesBy?: 'base64' | 'file' | undefined;
}

const optionsSchema = strictObject({
  ...accountOptionShape,
  slots: z.int().min(1).max(100_000).optional(),
  syncImages: z.boolean().optional(),
  imagesBy: z.enum(['base64', 'file']).optional(),
});

const owner = 'captchaai';

/**
 * An account at captchaai.com. Opens no connection.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word where one was misspelt.
 */
export function captchaai(options: CaptchaaiOptions): ProviderV1 {
  const settings = parseOptions(optionsSchema, options, owner);
  const { slots, syncImages = false, imagesBy = 'base64', ...account } = settings;
  if (slots !== undefined && account.price !== undefined) {
    const message = `${owner}: option "price": an account with slots has a flat rate, so give one of the two`;
    throw new OptionsInvalidError({ option: 'price', message });
  }
  const profile = captchaaiWithImages({ syncImages, imagesBy });
  const pricing: Pricing = slots === undefined ? profile.pricing : { kind: 'slots', slots };
  return connectService({ owner, profile: { ...profile, pricing }, account });
}
