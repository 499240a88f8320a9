import { expect, it } from 'vitest';

import { retryAfterMs } from './retry-after.ts';

it.each([
  [{ tooMany: 10, endedPerMinute: 60 }, 10_000],
  [{ tooMany: 1, endedPerMinute: 60_000 }, 100],
  [{ tooMany: 10_000, endedPerMinute: 1 }, 60_000],
  [{ tooMany: 1, endedPerMinute: 0 }, 5_000],
])('a full queue with %j is asked again after %d ms', (situation, ms) => {
  expect(retryAfterMs(situation)).toBe(ms);
});
