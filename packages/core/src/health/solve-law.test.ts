import { describe, expect, it } from 'vitest';

import { meanMs, medianMs, type SolveLaw, survival, timeAt, upperTail } from './solve-law.ts';

/** Half of all answers within ten seconds. */
const law: SolveLaw = { mu: Math.log(10_000), sigma: 0.65 };

describe('upperTail', () => {
  it.each([
    [0, 0.5],
    [1, 0.158655],
    [1.6449, 0.05],
    [-1.2816, 0.9],
    [3, 0.00135],
  ])('of %d is %d', (z, tail) => {
    expect(upperTail(z)).toBeCloseTo(tail, 4);
  });

  it('stays a chance however far out', () => {
    expect([upperTail(1e9), upperTail(-1e9)]).toEqual([0, 1]);
  });
});

describe('survival', () => {
  it('is certain before the task was accepted, and even at the median', () => {
    expect(survival(law, -5)).toBe(1);
    expect(survival(law, 0)).toBe(1);
    expect(survival(law, 10_000)).toBeCloseTo(0.5, 6);
  });

  it('counts time slower at a slow provider', () => {
    expect(survival(law, 25_000, 2.5)).toBeCloseTo(survival(law, 10_000), 9);
  });

  it('never rises', () => {
    const ages = Array.from({ length: 200 }, (_, index) => index * 700);
    const chances = ages.map((ageMs) => survival(law, ageMs));
    expect(chances.toSorted((left, right) => right - left)).toEqual(chances);
  });
});

describe('the quantiles of a law', () => {
  it('agree with its survival', () => {
    expect(medianMs(law)).toBeCloseTo(10_000, 6);
    expect(survival(law, timeAt(law, 1.6449))).toBeCloseTo(0.05, 4);
    expect(meanMs(law)).toBeCloseTo(10_000 * Math.exp(0.65 ** 2 / 2), 6);
  });
});
