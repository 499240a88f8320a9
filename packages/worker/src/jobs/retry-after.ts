const shortestMs = 100;
const longestMs = 60_000;
/** When nothing has ended lately, nobody knows. */
const unknownMs = 5_000;

/** When so many more jobs are likely to have left the queue, by how many have ended in the last minute. */
export function retryAfterMs({
  tooMany,
  endedPerMinute,
}: {
  readonly tooMany: number;
  readonly endedPerMinute: number;
}): number {
  if (endedPerMinute === 0) return unknownMs;
  const expectedMs = (tooMany / endedPerMinute) * 60_000;
  return Math.round(Math.min(longestMs, Math.max(shortestMs, expectedMs)));
}
