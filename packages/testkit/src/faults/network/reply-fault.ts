import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { oneOf } from '../one-of.ts';

const charged = z.boolean().optional();
const bytes = z.int().min(0).max(1_048_576).optional();
const mebibytes = z.int().min(1).max(256).optional();
const framing = oneOf(['content-length', 'chunked']).optional();

/**
 * What happens to the bytes of a reply. Where there is a `charged` it says whether the work was done first (default true
 * but for `close-before-headers`); without the work, it is an error page that is spoiled. Where there is none, it was.
 */
export const replyFaultSchemas = [
  /** FIN instead of a reply; `charged` defaults to false. */
  strictObject({ kind: z.literal('close-before-headers'), charged }),
  /** FIN from the server only, which goes on reading. */
  strictObject({ kind: z.literal('half-open'), charged }),
  /** RST after `bytes` (default 3) of the body, at most all but one. */
  strictObject({ kind: z.literal('mid-body-reset'), bytes, framing, charged }),
  /** FIN after `bytes` (default 3) of the body. */
  strictObject({ kind: z.literal('mid-body-close'), bytes, framing, charged }),
  /** Silence after `bytes` (default 3) of the body. */
  strictObject({ kind: z.literal('hang-mid-body'), bytes, framing, charged }),
  /** Silence after the headers. */
  strictObject({ kind: z.literal('hang-after-headers'), charged }),
  /** The reply a few bytes at a time on the fake's clock; `headers` (default false) as well as the body. */
  strictObject({
    kind: z.literal('slow-drip'),
    bytesPerTick: z.int().min(1).max(1_048_576),
    everyMs: z.number().min(0),
    headers: z.boolean().optional(),
  }),
  /** A chunk whose length is no number. */
  strictObject({ kind: z.literal('bad-chunk'), charged }),
  /** `bytes` (default 64) that follow from the seed instead of HTTP. */
  strictObject({
    kind: z.literal('garbage-bytes'),
    bytes: bytes.unwrap().min(1).optional(),
    charged,
  }),
  /** Content-Length says `length` (default 2), though all of the body follows. */
  strictObject({ kind: z.literal('content-length-short'), length: bytes }),
  /** Content-Length says `extra` (default 50) bytes more than come; then silence. */
  strictObject({
    kind: z.literal('content-length-long'),
    extra: z.int().min(1).max(1_048_576).optional(),
    charged,
  }),
  /** Two lines of Content-Length that differ. */
  strictObject({ kind: z.literal('content-length-duplicate'), charged }),
  /** `bytes` (default 80 kB) of headers. */
  strictObject({ kind: z.literal('headers-huge'), bytes, charged }),
  /** `mebibytes` (default 2) of body. */
  strictObject({ kind: z.literal('body-huge'), mebibytes, charged }),
  /** A small body that inflates to `mebibytes` (default 64). */
  strictObject({ kind: z.literal('gzip-bomb'), mebibytes, charged }),
  /** Says gzip, is gzip, and breaks off. */
  strictObject({ kind: z.literal('bad-gzip'), charged }),
  /** Says `encoding` (default gzip) and is plain. */
  strictObject({
    kind: z.literal('wrong-encoding-label'),
    encoding: oneOf(['gzip', 'br', 'deflate']).optional(),
    charged,
  }),
  /** An interim 103 before the reply. */
  strictObject({ kind: z.literal('early-hints') }),
  /** An interim 100 that nothing follows. */
  strictObject({ kind: z.literal('only-100'), charged }),
  /** The reply says `connection: close`, and the server closes. */
  strictObject({ kind: z.literal('connection-close') }),
  /** A sound reply; the next request on its connection meets a RST and is not read. */
  strictObject({ kind: z.literal('keep-alive-race') }),
  /** Of requests that were pipelined on one connection, the later is answered first. */
  strictObject({ kind: z.literal('pipelining-disorder') }),
  /** The reply in HTTP/1.0, which ends with its connection. */
  strictObject({ kind: z.literal('http-1-0') }),
  /** The names of the headers in another case (default odd). */
  strictObject({
    kind: z.literal('header-case'),
    style: oneOf(['lower', 'upper', 'odd']).optional(),
  }),
  /** More after the end of the reply: `what` (default garbage) or another reply. */
  strictObject({
    kind: z.literal('trailing-bytes'),
    what: oneOf(['garbage', 'reply']).optional(),
  }),
] as const;

const replyFaultSchema = z.discriminatedUnion('kind', replyFaultSchemas);

/** What happens to the bytes of a reply. */
export type ReplyFault = Readonly<z.infer<typeof replyFaultSchema>>;

const kinds: ReadonlySet<string> = new Set(replyFaultSchemas.map(({ shape }) => shape.kind.value));

/** True for the faults that strike the bytes of a reply. */
export const isReplyFault = (fault: { readonly kind: string }): fault is ReplyFault =>
  kinds.has(fault.kind);
