import { describe, expect, it } from 'vitest';

import { Curve } from './curve.ts';

const falling = Curve.of(10_000, (ms) => 1 - ms / 10_000);
const certain = Curve.of(10_000, () => 1);

describe('Curve', () => {
  it.each([
    [0, 1],
    [1_500, 0.85],
    [10_000, 0],
    [60_000, 0],
  ])('has at %i ms the chance %d', (ms, chance) => {
    expect(falling.at(ms)).toBeCloseTo(chance, 9);
  });

  it('adds up the time that is spent while it holds', () => {
    expect(certain.integral).toBeCloseTo(10_000, 6);
    expect(falling.integral).toBeCloseTo(5_000, 6);
  });

  it('adds up the time while two hold, of which one begins later', () => {
    expect(certain.integralWith(falling, 0)).toBeCloseTo(5_000, 6);
    expect(certain.integralWith(falling, 10_000)).toBeCloseTo(10_000, 6);
    const half = certain.integralWith(falling, 5_000);
    expect(half).toBeGreaterThan(8_000);
    expect(half).toBeLessThan(9_000);
  });

  it('ends at a deadline that comes before the first tabled time', () => {
    expect(Curve.of(400, () => 1).integral).toBeCloseTo(400, 6);
  });
});
