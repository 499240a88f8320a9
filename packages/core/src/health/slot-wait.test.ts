import { describe, expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import { residualMs, slotWaitMs } from './slot-wait.ts';
import type { SolveLaw } from './solve-law.ts';

const law: SolveLaw = { mu: Math.log(12_000), sigma: 0.6 };
const noticeMs = 1_000;

/** Draws from the law, given an age. */
function drawer(seed: number): (ageMs: number) => number {
  const random = seededRandom(seed);
  const draw = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return Math.exp(law.mu + law.sigma * radius * Math.cos(2 * Math.PI * random.next()));
  };
  return (ageMs) => {
    for (;;) {
      const ms = draw();
      if (ms > ageMs) return ms - ageMs;
    }
  };
}

/** The mean wait of a caller with so many ahead, by playing it out. */
function playedOut(agesMs: readonly number[], ahead: number): number {
  const draw = drawer(3);
  const rounds = 4_000;
  let total = 0;
  for (let round = 0; round < rounds; round += 1) {
    const ends = agesMs.map((ageMs) => draw(ageMs) + noticeMs);
    for (let served = 0; ; served += 1) {
      const first = Math.min(...ends);
      if (served === ahead) {
        total += first;
        break;
      }
      ends[ends.indexOf(first)] = first + draw(0) + noticeMs;
    }
  }
  return total / rounds;
}

describe('slotWaitMs', () => {
  it.each<[readonly number[], number]>([
    [[0], 0],
    [[8_000], 0],
    [[8_000], 3],
    [[1_000, 4_000, 9_000, 15_000], 0],
    [[1_000, 4_000, 9_000, 15_000], 2],
    [[1_000, 4_000, 9_000, 15_000], 12],
    [[500, 500, 500, 20_000, 20_000, 20_000, 3_000, 3_000], 20],
  ])('is about what is seen when it is played out: ages %j, %d ahead', (agesMs, ahead) => {
    const inWork = agesMs.map((ageMs) => ({ ageMs, law }));
    const expected = slotWaitMs({ inWork, slots: agesMs.length, ahead, law });
    const ratio = expected / playedOut(agesMs, ahead);
    // The ends of a few tasks are less even than a rate: the first comes a third later at the worst.
    expect(ratio).toBeGreaterThan(0.65);
    expect(ratio).toBeLessThan(1.3);
  });

  it('is nothing while a slot is free for everybody who waits', () => {
    const inWork = [{ ageMs: 3_000, law }];
    expect(slotWaitMs({ inWork, slots: 3, ahead: 1, law })).toBe(0);
    expect(slotWaitMs({ inWork, slots: 3, ahead: 2, law })).toBeGreaterThan(0);
    expect(slotWaitMs({ inWork, slots: Infinity, ahead: 900, law })).toBe(0);
  });

  it('counts those beyond the estimate, who must go first', () => {
    const inWork = [1, 2, 3].map(() => ({ ageMs: 3_000, law }));
    const [full, over] = [3, 2].map((slots) => slotWaitMs({ inWork, slots, ahead: 0, law }));
    expect((over ?? 0) / (full ?? 1)).toBeCloseTo(2, 12);
  });

  it('waits for others where nothing of ours is in work', () => {
    expect(slotWaitMs({ inWork: [], slots: 0, ahead: 0, law })).toBeGreaterThan(12_000);
  });
});

describe('residualMs', () => {
  it('is the mean of a task that has just been sent', () => {
    expect(residualMs({ ageMs: 0, law })).toBeCloseTo(12_000 * Math.exp(0.18), 6);
  });

  it('grows with age once a task is late, without a jump where the tail gets thin', () => {
    const ages = Array.from({ length: 60 }, (_, index) => 12_000 * 1.12 ** index);
    const residuals = ages.map((ageMs) => residualMs({ ageMs, law }));
    for (const [index, residual] of residuals.entries()) {
      if (index === 0) continue;
      expect(residual / (residuals[index - 1] ?? 1)).toBeGreaterThan(0.99);
      expect(residual / (residuals[index - 1] ?? 1)).toBeLessThan(1.35);
    }
  });
});
