import type { Random } from '@understudy/core/provider';

export interface Backoff {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Enough to reach any longest wait, and far from what a number can hold. */
const mostDoublings = 32;

/**
 * How long to wait before a worker is started again: twice as long after each crash in a row, of which a random half
 * is left out so that workers that fell together do not rise together.
 */
export function restartDelayMs(
  crashes: number,
  { backoff, random }: { readonly backoff: Backoff; readonly random: Random },
): number {
  const doublings = Math.min(Math.max(0, crashes - 1), mostDoublings);
  const longestMs = Math.min(backoff.toMs, backoff.fromMs * 2 ** doublings);
  return longestMs * (1 - random.next() / 2);
}
