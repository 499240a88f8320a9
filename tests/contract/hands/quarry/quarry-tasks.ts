import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

const text = z.string().min(1);
const pageUrl = z.url({ protocol: /^https?$/, error: 'must be the full http(s) URL of the page' });

/** What Quarry solves, each type with exactly the fields that can be sent to it. */
export const quarryTaskTypes = {
  turnstile: strictObject({
    type: z.literal('turnstile'),
    siteKey: text,
    pageUrl,
    action: text.optional(),
  }),
  'recaptcha-v3': strictObject({
    type: z.literal('recaptcha-v3'),
    siteKey: text,
    pageUrl,
    action: text.optional(),
    minScore: z.literal([0.3, 0.7, 0.9], { error: 'must be 0.3, 0.7 or 0.9' }).optional(),
  }),
} as const;

export type QuarryTaskType = keyof typeof quarryTaskTypes;
