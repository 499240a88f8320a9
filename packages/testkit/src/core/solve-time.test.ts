import { describe, expect, it } from 'vitest';

import { solveTimeLawOf, solveTimeMs } from './solve-time.ts';

const lognormal = { kind: 'lognormal', p50Ms: 12_000, p95Ms: 45_000 } as const;

describe('solveTimeMs', () => {
  it('keeps a constant constant', () => {
    expect(solveTimeMs({ kind: 'constant', ms: 700 }, 0.01)).toBe(700);
    expect(solveTimeMs({ kind: 'constant', ms: 700 }, 0.99)).toBe(700);
  });

  it('spreads a uniform law between its ends', () => {
    const law = { kind: 'uniform', minMs: 1_000, maxMs: 3_000 } as const;
    expect([0, 0.25, 0.5].map((share) => solveTimeMs(law, share))).toEqual([1_000, 1_500, 2_000]);
  });

  it('meets both of the quantiles of a lognormal law within a hundredth', () => {
    expect(solveTimeMs(lognormal, 0.5) / 12_000).toBeCloseTo(1, 2);
    expect(solveTimeMs(lognormal, 0.95) / 45_000).toBeCloseTo(1, 2);
  });

  it('gives longer times to higher shares, down to the ends', () => {
    const times = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1 - 2 ** -53].map((share) =>
      solveTimeMs(lognormal, share),
    );
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(new Set(times).size).toBe(times.length);
    expect(Number.isFinite(times.at(-1))).toBe(true);
  });

  it('cuts the tail of a lognormal law at its maximum', () => {
    expect(solveTimeMs({ ...lognormal, maxMs: 60_000 }, 0.9999)).toBe(60_000);
  });
  it('gives a pareto law its heavy tail, down to its minimum and up to its maximum', () => {
    const law = { kind: 'pareto', minMs: 1_000, shape: 1, maxMs: 50_000 } as const;
    expect([0, 0.5, 0.9, 0.999].map((share) => solveTimeMs(law, share))).toEqual([
      1_000, 2_000, 10_000, 50_000,
    ]);
  });

  it('draws from measured times and from nothing in between', () => {
    const law = { kind: 'empirical', samplesMs: [900, 100, 500, 700] } as const;
    expect([0, 0.3, 0.5, 0.99].map((share) => solveTimeMs(law, share))).toEqual([
      100, 500, 700, 900,
    ]);
  });
});

describe('solveTimeLawOf', () => {
  const constant = { kind: 'constant', ms: 5 } as const;

  it('takes one law for all types', () => {
    expect(solveTimeLawOf(constant, 'image')).toBe(constant);
  });

  it('prefers the type to the default and the default to what is usual', () => {
    expect(solveTimeLawOf({ image: lognormal, default: constant }, 'image')).toBe(lognormal);
    expect(solveTimeLawOf({ image: lognormal, default: constant }, 'turnstile')).toBe(constant);
    expect(solveTimeLawOf({ image: lognormal }, 'turnstile').kind).toBe('lognormal');
  });
});
