import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

/** "At most 100 kB of picture": read as 100,000 bytes, the smaller of the two readings. */
const maxPictureBytes = 100_000;

const notBase64 = 'must be the bytes of a picture, or their base64';
const tooLarge = 'must be a picture of at most 100 kB';

/** Whatever form the picture has, what goes out is padded base64 without a data URL's head. */
const picture = z
  .union([z.string(), z.instanceof(Uint8Array)], { error: notBase64 })
  .transform((value, context): string => {
    const refuse = (message: string): never => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (typeof value !== 'string') {
      if (value.length === 0) return refuse(notBase64);
      return value.length > maxPictureBytes ? refuse(tooLarge) : toBase64(value);
    }
    const digits = value
      .replace(/^data:[^,]*;base64,/i, '')
      .replace(/\s+/g, '')
      .replace(/={1,2}$/, '');
    if (!/^[A-Za-z0-9+/]+$/.test(digits) || digits.length % 4 === 1) return refuse(notBase64);
    if (Math.floor((digits.length * 3) / 4) > maxPictureBytes) return refuse(tooLarge);
    return digits.padEnd(Math.ceil(digits.length / 4) * 4, '=');
  });

/** For a picture that is still bytes. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** What Bolt solves, each type with exactly the fields that can be sent to it. */
export const boltTaskTypes = {
  hcaptcha: strictObject({
    type: z.literal('hcaptcha'),
    siteKey: z.string().min(1),
    pageUrl: z.url({ protocol: /^https?$/, error: 'must be the full http(s) URL of the page' }),
  }),
  image: strictObject({ type: z.literal('image'), image: picture }),
} as const;
