import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import { backoffMs } from './backoff.ts';

const middle = { next: () => 0.5 };

describe('backoffMs', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [4, 30_000],
    [1_000, 30_000],
  ])('after %i failures in a row waits for about %i ms', (failures, expected) => {
    const waitMs = backoffMs({ initialMs: 5_000, capMs: 30_000, failures, random: middle });
    expect(waitMs).toBeCloseTo(expected, 6);
  });

  it('waits at least its first wait, though the cap is lower', () => {
    const waitMs = backoffMs({ initialMs: 60_000, capMs: 30_000, failures: 1, random: middle });
    expect(waitMs).toBeCloseTo(60_000, 6);
  });

  it('strays from that by at most 10 %, and draws once', () => {
    const failures = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(failures, fc.integer(), (row, seed) => {
        const [random, twin] = [seededRandom(seed), seededRandom(seed)];
        const waitMs = backoffMs({ initialMs: 1_000, capMs: 30_000, failures: row, random });
        const plain = Math.min(30_000, 1_000 * 2 ** Math.max(0, Math.min(row, 16) - 1));
        expect(waitMs).toBeCloseTo(plain * (0.9 + 0.2 * twin.next()), 6);
        expect(random.next()).toBe(twin.next());
      }),
    );
  });
});
