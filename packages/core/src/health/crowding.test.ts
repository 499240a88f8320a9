import { describe, expect, it } from 'vitest';

import { crowdingOf } from './crowding.ts';

describe('crowdingOf', () => {
  // Erlang's B: B(2, 1) = 2/3 and B(2, 2) = 2/5; B(0.2, 1) = 1/6 and B(0.2, 2) = 1/61.
  it.each([
    [2, 2, 2 * (2 / 3 - 2 / 5)],
    [0.2, 2, 0.2 * (1 / 6 - 1 / 61)],
    [0, 5, 0],
  ])('is the implied cost of a slot: load %d, slots %d', (load, slots, crowding) => {
    expect(crowdingOf(load, slots)).toBeCloseTo(crowding, 12);
  });

  it('is nearly all under overload, and nearly nothing where slots stand empty', () => {
    expect(crowdingOf(100, 5)).toBeGreaterThan(0.94);
    expect(crowdingOf(1, 10)).toBeLessThan(0.001);
  });

  it('grows with the load, and stays between nothing and all', () => {
    const loads = Array.from({ length: 200 }, (_, index) => index / 4);
    const crowding = loads.map((load) => crowdingOf(load, 7));
    expect(crowding).toEqual(crowding.toSorted((left, right) => left - right));
    expect(Math.min(...crowding)).toBe(0);
    expect(Math.max(...crowding)).toBeLessThanOrEqual(1);
  });
});
