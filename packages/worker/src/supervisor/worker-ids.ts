import type { Random } from '@understudy/core/provider';

const digits = 36;
const letters = 8;

/** Ids that no worker ever had: a name for the supervisor that nobody else draws, and a number. */
export function workerIds(random: Random): () => string {
  const draw = (): string => Math.floor(random.next() * digits).toString(digits);
  const name = Array.from({ length: letters }, draw).join('');
  let count = 0;
  return () => `${name}-${(count += 1)}`;
}
