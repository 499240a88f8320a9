import { describe, expect, it } from 'vitest';

import type { Figures } from './figures.ts';
import { policyFigures } from './regret.ts';

const figures = (loss: number): Figures => ({
  tasks: 100,
  loss,
  okPercent: 99,
  p50: 10,
  p95: 30,
  duplicatesPer100: 1,
  submitsPerTask: 1.1,
});

describe('policyFigures', () => {
  const report = policyFigures({
    calm: { own: [figures(1.1), figures(1.3)], oracle: [figures(1), figures(1.1)] },
    storm: { own: [figures(2), figures(2.4)], oracle: [figures(1.5), figures(1.5)] },
  });

  it('is the loss beyond the oracle’s, seed by seed', () => {
    expect(report.scenarios['calm']?.regret).toBeCloseTo(0.15, 9);
    expect(report.scenarios['storm']?.regret).toBeCloseTo(0.7, 9);
    expect(report.meanRegret).toBeCloseTo(0.425, 9);
    expect(report.worstRegret).toBeCloseTo(0.7, 9);
  });

  it('says how sure it is', () => {
    expect(report.scenarios['calm']?.standardError).toBeCloseTo(0.05, 9);
    expect(report.standardError).toBeCloseTo(0.125, 9);
  });

  it('is not unsure of a single seed', () => {
    const single = policyFigures({ calm: { own: [figures(2)], oracle: [figures(1)] } });
    expect(single.scenarios['calm']).toMatchObject({ regret: 1, standardError: 0 });
  });
});
