import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

const text = z.string().min(1);
const pageUrl = z.url({ protocol: /^https?$/, error: 'must be the full http(s) URL of the page' });

/** What Harbor solves, each type with exactly the fields that can be sent to it. */
export const harborTaskTypes = {
  turnstile: strictObject({
    type: z.literal('turnstile'),
    siteKey: text,
    pageUrl,
    action: text.optional(),
    /** Harbor's `cdata`. */
    data: text.optional(),
  }),
  'recaptcha-v2': strictObject({
    type: z.literal('recaptcha-v2'),
    siteKey: text,
    pageUrl,
    invisible: z.boolean().optional(),
  }),
} as const;

export type HarborTask = z.output<(typeof harborTaskTypes)[keyof typeof harborTaskTypes]>;
