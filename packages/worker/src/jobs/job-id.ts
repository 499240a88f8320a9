import { createHash } from 'node:crypto';

import type { Random } from '@understudy/core/provider';

/** Names our ids within the ids that are made of names (RFC 9562, section 5.5); drawn once. */
const namespace = Buffer.from('8f0d5a5e6c1b4b0e9a4d0f3c2b7a6190', 'hex');

const idBytes = 16;
/** A draw has 53 bits. */
const bytesPerDraw = 6;

/** The id of a job: the same for the same key, else one that nobody has. */
export function jobIdOf(dedupeKey: string | undefined, random: Random): string {
  if (dedupeKey !== undefined) {
    const hash = createHash('sha1').update(namespace).update(dedupeKey, 'utf8').digest();
    return uuidOf(hash, 5);
  }
  const bytes = Buffer.alloc(3 * bytesPerDraw);
  for (let at = 0; at < bytes.length; at += bytesPerDraw)
    bytes.writeUIntBE(Math.floor(random.next() * 2 ** 48), at, bytesPerDraw);
  return uuidOf(bytes, 4);
}

function uuidOf(bytes: Buffer, version: number): string {
  const hex = bytes.subarray(0, idBytes).toString('hex');
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `${version}${hex.slice(13, 16)}`,
    `${variant.toString(16).padStart(2, '0')}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Whether a text can be the id of a job: the database refuses others with an error of its own. */
export const isJobId = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);
