import { describe, expect, it } from 'vitest';

import type { Figures } from './figures.ts';
import { pairedDifference } from './paired-difference.ts';

const losing = (...losses: readonly number[]): readonly Figures[] =>
  losses.map((loss) => ({
    tasks: 100,
    loss,
    okPercent: 99,
    p50: 10,
    p95: 30,
    duplicatesPer100: 1,
    submitsPerTask: 1.1,
  }));

describe('pairedDifference', () => {
  it('is taken seed by seed, so that what all worlds share is no error', () => {
    const { scenarios } = pairedDifference({
      calm: { own: losing(1, 5, 9), other: losing(1.2, 5.3, 9.4) },
    });
    expect(scenarios['calm']?.difference).toBeCloseTo(-0.3, 9);
    expect(scenarios['calm']?.standardError).toBeCloseTo(0.1 / Math.sqrt(3), 9);
  });

  it('counts the scenarios that are better beyond their error', () => {
    const report = pairedDifference({
      better: { own: losing(1, 1.1), other: losing(2, 2) },
      'better by chance': { own: losing(1, 3), other: losing(2, 2.1) },
      worse: { own: losing(2, 2), other: losing(1, 1) },
    });
    expect(report.betterIn).toBe(1);
    expect(report.mean.difference).toBeCloseTo((-0.95 - 0.05 + 1) / 3, 9);
  });
});
