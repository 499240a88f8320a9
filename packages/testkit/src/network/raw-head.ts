import { STATUS_CODES } from 'node:http';

import type { WireReply } from '../dialects/wire.ts';

type HeaderLine = readonly [name: string, value: string];

interface RawHead {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** @default '1.1' */
  readonly version?: '1.0' | '1.1';
}

/** The head of a reply as bytes. */
export function rawHead({ status, headers, version = '1.1' }: RawHead): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`HTTP/${version} ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}\r\n`);
}

/** The headers of a reply, and more, as lines. */
export const headerLines = (
  reply: WireReply,
  more: Readonly<Record<string, string | number>> = {},
): readonly HeaderLine[] =>
  Object.entries({ ...reply.headers, ...more }).map(([name, value]) => [name, String(value)]);
