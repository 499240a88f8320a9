import { describe, expect, it } from 'vitest';

import { median, medianDifference, medianRatio, spread } from './statistics.ts';

describe('median', () => {
  it('is the middle of an odd number of values, whatever their order', () => {
    expect(median([50, 1_000, 48])).toBe(50);
  });

  it('is half way between the two in the middle of an even number', () => {
    expect(median([55, 48, 900, 50])).toBe(52.5);
  });

  it('is no number when nothing was measured', () => {
    expect(median([])).toBeNaN();
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('medianRatio', () => {
  it('compares each round with its own neighbour, so that a slow minute of the machine cancels out', () => {
    const floor = [50, 100, 400];
    const own = [60, 120, 480];
    expect(medianRatio(own, floor)).toBeCloseTo(1.2);
  });

  it('is not the ratio of the medians', () => {
    expect(medianRatio([10, 90, 40], [10, 30, 40])).toBe(1);
  });
});

describe('medianDifference', () => {
  it('is the middle of what the rounds differ by', () => {
    expect(medianDifference([75, 500, 60], [50, 400, 50])).toBe(25);
  });
});

describe('spread', () => {
  it('is the share by which the middle half of the rounds strays from the median', () => {
    expect(spread([100, 80, 100, 120, 300])).toBeCloseTo(0.1);
  });

  it('is zero when all rounds agree', () => {
    expect(spread([50, 50, 50])).toBe(0);
  });
});
