import type { WireReply } from '../dialects/wire.ts';

/** Seconds for which a reply asks to be left alone; undefined when it does not, or names a date. */
export function retryAfterOf({ headers }: WireReply): number | undefined {
  const value = headers['retry-after'];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
