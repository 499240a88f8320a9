import { describe, expect, it } from 'vitest';

import { survival } from '../health/solve-law.ts';
import { InspectionPlan } from './inspection-plan.ts';

const narrow = { mu: Math.log(40_000), sigma: 0.14 };
const wide = { mu: Math.log(12_000), sigma: 0.65 };

const agesOf = (plan: InspectionPlan): readonly number[] => {
  const ages: number[] = [];
  for (let ageMs = plan.nextAgeMs(0); ageMs < 600_000; ageMs = plan.nextAgeMs(ageMs)) {
    ages.push(ageMs);
  }
  return ages;
};

describe('InspectionPlan', () => {
  it('does not ask before answers can be there', () => {
    expect(agesOf(new InspectionPlan(narrow))[0]).toBeGreaterThan(20_000);
    expect(agesOf(new InspectionPlan(wide))[0]).toBeLessThan(6_000);
  });

  it('asks most often when answers are most likely to come', () => {
    const ages = agesOf(new InspectionPlan(narrow));
    const gaps = ages.slice(1).map((ageMs, index) => ageMs - (ages[index] ?? 0));
    expect(Math.min(...gaps)).toBeLessThan((gaps[0] ?? 0) / 2);
    expect(gaps.every((gap) => gap > 0)).toBe(true);
  });

  it('sees nearly every answer before it runs out', () => {
    const last = agesOf(new InspectionPlan(wide)).at(-1) ?? 0;
    expect(survival(wide, last)).toBeLessThan(0.001);
    expect(new InspectionPlan(wide).nextAgeMs(10_000_000)).toBe(Infinity);
  });

  it('costs less than asking at fixed intervals as often', () => {
    const excessOf = (
      ages: readonly number[],
    ): { readonly lateMs: number; readonly asks: number } => {
      let [lateMs, asks] = [0, 0];
      for (let share = 0.0005; share < 1; share += 0.001) {
        const answerMs = quantile(share);
        const seen = ages.findIndex((ageMs) => ageMs >= answerMs);
        lateMs += ((ages[seen] ?? answerMs) - answerMs) / 1_000;
        asks += seen + 1;
      }
      return { lateMs, asks: asks / 1_000 };
    };
    const planned = excessOf(agesOf(new InspectionPlan(narrow)));
    const fixed = excessOf(Array.from({ length: 200 }, (_, index) => (index + 1) * 4_000));
    expect(planned.asks).toBeLessThan(fixed.asks * 1.2);
    expect(planned.lateMs).toBeLessThan(fixed.lateMs / 2);
  });
});

/** When a share of the answers of the narrow law has come, by bisection. */
function quantile(share: number): number {
  let [low, high] = [0, 400_000];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (1 - survival(narrow, middle) < share) low = middle;
    else high = middle;
  }
  return high;
}
