import { gzipSync } from 'node:zlib';

import { longestBody } from './big-replies.ts';
import type { Draw } from './draw.ts';
import { encodeText } from './encode-text.ts';

/** A reply as the wire brings it. */
export interface CarriedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether its bytes are UTF-8 as they are, which any transport reads. */
  readonly isPlain: boolean;
  /** What whoever reads it rightly sees; empty when there is nothing to read. */
  readonly text: string;
  /** Whether the encoding is broken, or the reply longer than anybody reads. */
  readonly isLost: boolean;
}

const otherStatuses = [
  201, 202, 204, 301, 302, 307, 308, 400, 401, 402, 403, 404, 413, 429, 500, 502, 503,
] as const;

const retryAfters = [
  '',
  '',
  '',
  '5',
  '-1',
  '1e9',
  'soon',
  'Wed, 21 Oct 2015 07:28:00 GMT',
] as const;

/** Brings a reply in bytes: under some status, in some charset, compressed or not, whole or cut off. */
export function carryReply(body: string, draw: Draw): CarriedReply {
  const status = draw.chance(0.55) ? 200 : draw.of(otherStatuses);
  const retryAfter = draw.of(retryAfters);
  const { bytes, contentType, text, isPlain = false } = encodeText(body, draw);
  const headers = {
    'content-type': contentType,
    ...(retryAfter === '' ? {} : { 'retry-after': retryAfter }),
    ...(status >= 300 && status < 400 ? { location: 'https://elsewhere.example/' } : {}),
  };
  const isLost = bytes.byteLength > longestBody;
  const plain = { status, headers, bytes, text, isPlain, isLost };
  if (status === 204) return { ...plain, bytes: new Uint8Array(), text: '', isLost: false };
  return draw.chance(0.02) && bytes.byteLength > 0 ? compressed(plain, draw) : plain;
}

function compressed(plain: CarriedReply, draw: Draw): CarriedReply {
  const headers = { ...plain.headers, 'content-encoding': 'gzip' };
  const reply = { ...plain, headers, isPlain: false };
  const whole = new Uint8Array(gzipSync(plain.bytes));
  switch (draw.below(6)) {
    case 0: {
      const bytes = whole.slice(0, 1 + draw.below(whole.byteLength - 1));
      return { ...reply, bytes, text: '', isLost: true };
    }
    case 1: {
      // Its checksum, which stands before the length at the end.
      const bytes = whole.with(-6, (whole.at(-6) ?? 0) ^ 0xff);
      return { ...reply, bytes, text: '', isLost: true };
    }
    case 2:
      return { ...reply, bytes: bomb, text: '', isLost: true };
    case 3:
      return { ...reply, bytes: plain.bytes, text: '', isLost: true };
    default:
      return { ...reply, bytes: whole };
  }
}

/** A kilobyte that becomes more than a megabyte. */
const bomb = new Uint8Array(gzipSync(new Uint8Array(longestBody + 1)));
