import { describe, expect, it } from 'vitest';

import { cryptoRandom } from './crypto-random.ts';

const draws = (count: number): readonly number[] =>
  Array.from({ length: count }, () => cryptoRandom.next());

describe('cryptoRandom', () => {
  it('draws from 0 up to, but not including, 1', () => {
    expect(draws(10_000).every((drawn) => drawn >= 0 && drawn < 1)).toBe(true);
  });

  it('does not repeat itself', () => {
    expect(new Set(draws(10_000)).size).toBe(10_000);
  });

  it('fills every tenth of the range alike', () => {
    const tenths = Map.groupBy(draws(10_000), (drawn) => Math.floor(drawn * 10));
    // Nine standard deviations: it fails about once in 10^18 runs.
    for (let tenth = 0; tenth < 10; tenth += 1) {
      expect(Math.abs((tenths.get(tenth)?.length ?? 0) - 1_000)).toBeLessThan(270);
    }
  });

  it('uses all 53 bits', () => {
    const lowBits = draws(200).map((drawn) => (drawn * 2 ** 53) % 2);
    expect(new Set(lowBits)).toEqual(new Set([0, 1]));
  });
});
