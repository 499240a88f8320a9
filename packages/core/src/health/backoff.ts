import { ExponentialBackoff, noJitterGenerator } from 'cockatiel';

import type { Random } from '../provider/random.ts';

export interface BackoffOptions {
  readonly initialMs: number;
  readonly capMs: number;
  /** How many failures in a row there were, from 1. */
  readonly failures: number;
  readonly random: Random;
}

/** No more doublings than that: the cap is reached long before. */
const longestRow = 16;

/** A wait that doubles with each failure in a row, 10 % up or down so that many clients do not march in step. */
export function backoffMs({ initialMs, capMs, failures, random }: BackoffOptions): number {
  let backoff = new ExponentialBackoff({
    generator: noJitterGenerator,
    initialDelay: initialMs,
    maxDelay: Math.max(initialMs, capMs),
  }).next();
  for (let row = 1; row < Math.min(failures, longestRow); row += 1)
    backoff = backoff.next(undefined);
  return backoff.duration * (0.9 + 0.2 * random.next());
}
