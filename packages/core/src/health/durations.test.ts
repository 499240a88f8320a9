import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import { Durations } from './durations.ts';

function durationsOf(samples: readonly number[]): Durations {
  const durations = new Durations();
  for (const sample of samples) durations.add(sample);
  return durations;
}

const repeated = (durationMs: number, count: number): readonly number[] =>
  Array.from({ length: count }, () => durationMs);

describe('Durations', () => {
  it('knows no tail before it has seen eight answers', () => {
    expect(durationsOf(repeated(10_000, 7)).p99Ms).toBeUndefined();
    expect(durationsOf(repeated(10_000, 8)).p99Ms).toBeDefined();
  });

  it('never takes a provider for more punctual than any is', () => {
    // A spread of 0.3 at the least: e^(2.3263 × 0.3) times the median.
    expect(durationsOf(repeated(10_000, 64)).p99Ms).toBeCloseTo(20_095, 0);
  });

  it('finds the 99th percentile of a lognormal law', () => {
    const random = seededRandom('durations');
    // Box and Muller: ln of the duration is normal around ln 12 s.
    const draw = (): number => {
      const normal =
        Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
      return 12_000 * Math.exp(0.65 * normal);
    };
    const estimates = Array.from(
      { length: 200 },
      () => durationsOf(Array.from({ length: 64 }, draw)).p99Ms ?? NaN,
    ).toSorted((left, right) => left - right);
    const truth = 12_000 * Math.exp(2.3263 * 0.65);
    expect((estimates[100] ?? NaN) / truth).toBeGreaterThan(0.85);
    expect((estimates[100] ?? NaN) / truth).toBeLessThan(1.2);
  });

  it('remembers the last 64 answers only', () => {
    const durations = durationsOf([...repeated(90_000, 64), ...repeated(5_000, 64)]);
    expect(durations.p99Ms).toBeLessThan(11_000);
  });

  it('stays finite and above the median, whatever it is told', () => {
    const samples = fc.array(fc.integer({ min: -5, max: 600_000 }), { minLength: 8 });
    fc.assert(
      fc.property(samples, (told) => {
        const p99Ms = durationsOf(told).p99Ms ?? NaN;
        const last = told.slice(-64).toSorted((left, right) => left - right);
        expect(Number.isFinite(p99Ms)).toBe(true);
        expect(p99Ms).toBeGreaterThan(Math.max(1, last[Math.floor(last.length / 2)] ?? 1));
      }),
    );
  });
});
