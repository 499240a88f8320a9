import { createHash } from 'node:crypto';

import type { SubmittedTask } from './service-call.ts';

/** SHA-256, hexadecimal. */
export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** The same for two submits whose type, site key, page and picture are equal. */
export function fingerprintOf(task: SubmittedTask): string {
  const parts = [task.type, task.siteKey ?? '', task.pageUrl ?? '', task.imageHash ?? ''];
  return sha256(JSON.stringify(parts)).slice(0, 16);
}
