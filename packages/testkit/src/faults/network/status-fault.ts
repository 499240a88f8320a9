import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { oneOf } from '../one-of.ts';

const charged = z.boolean().optional();

/** What another machine on the way, or a broken back end, says instead of the service; `charged` defaults to false. */
export const statusFaultSchemas = [
  /**
   * `html` defaults to true for 5xx; `page` says more: JSON, a page of Cloudflare, or nothing at all. `retryAfter` is for
   * what is not a plain number of seconds: a date `retryAfterSeconds` (default 20) ahead, one in the past, no date at all,
   * or 1e9 seconds.
   */
  strictObject({
    kind: z.literal('http-status'),
    status: z.int().min(200).max(599),
    html: z.boolean().optional(),
    page: oneOf(['text', 'html', 'json', 'cloudflare', 'empty']).optional(),
    retryAfterSeconds: z.int().min(0).optional(),
    retryAfter: oneOf(['http-date', 'past', 'garbage', 'absurd']).optional(),
    charged,
  }),
  /** An error page that says 200. */
  strictObject({ kind: z.literal('html-200'), charged }),
  /** `status` (default 302) and a Location at another host, at the same path, or at the same place under another scheme. */
  strictObject({
    kind: z.literal('redirect'),
    to: oneOf(['other-host', 'loop', 'https', 'http']),
    status: z.union([z.literal([301, 302, 303, 307, 308])]).optional(),
    charged,
  }),
] as const;

const statusFaultSchema = z.discriminatedUnion('kind', statusFaultSchemas);

/** What is said instead of the service's answer. */
export type StatusFault = Readonly<z.infer<typeof statusFaultSchema>>;
