import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

export interface AcmeSliderTask {
  /** Full URL of the page on which the puzzle stands. */
  readonly pageUrl: string;
  /** The puzzle's own number; it can be solved once. */
  readonly puzzleId: string;
}

export interface AcmeSliderSolution {
  /** How far the slider has to be moved, in CSS pixels. */
  readonly offsetPx: number;
}

declare module '@understudy/core/provider' {
  interface TaskMap {
    'acme-slider': { readonly task: AcmeSliderTask; readonly solution: AcmeSliderSolution };
  }
}

const text = z.string().min(1);
const pageUrl = z.url({ protocol: /^https?$/, error: 'must be the full http(s) URL of the page' });

/** What acme solves, each type with exactly the fields that can be sent to it. */
export const acmeTaskTypes = {
  turnstile: strictObject({
    type: z.literal('turnstile'),
    siteKey: text,
    pageUrl,
    action: text.optional(),
  }),
  'acme-slider': strictObject({ type: z.literal('acme-slider'), pageUrl, puzzleId: text }),
} as const;
