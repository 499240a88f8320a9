import { describe, expect, it } from 'vitest';

import { LearnedLaw } from './learned-law.ts';
import { medianMs } from './solve-law.ts';

/** A law that has seen so many answers, spread evenly around a median. */
function lawAfter(count: number, medianOfMs: number): LearnedLaw {
  const law = new LearnedLaw();
  for (let index = 0; index < count; index += 1) {
    law.learn(medianOfMs * Math.exp(0.5 * Math.sin(index * 1.7)), 1);
  }
  return law;
}

describe('LearnedLaw', () => {
  it('expects what is usual before anything was seen', () => {
    expect(medianMs(new LearnedLaw().law)).toBeCloseTo(12_000, 6);
  });

  it('comes from the usual to what it sees, answer by answer', () => {
    const medians = [1, 4, 10, 40].map((count) => medianMs(lawAfter(count, 30_000).law));
    expect(medians.toSorted((left, right) => left - right)).toEqual(medians);
    expect(medians.at(-1)).toBeGreaterThan(25_000);
  });

  it('believes the first answers whatever the provider’s health, and no longer once it knows enough', () => {
    const law = lawAfter(14, 10_000);
    expect(law.isYoung).toBe(true);
    law.learn(10_000, 0.1);
    expect(law.isYoung).toBe(false);
    const before = law.law;
    law.learn(90_000, 0.4);
    expect(law.law).toEqual(before);
  });

  it('moves little by one very late answer', () => {
    const law = lawAfter(64, 10_000);
    const before = medianMs(law.law);
    law.learn(10_000_000, 1);
    expect(medianMs(law.law) / before).toBeLessThan(1.1);
    expect(law.law.sigma).toBeLessThan(1);
  });

  it('never believes that answers take exactly the same time', () => {
    const law = new LearnedLaw();
    for (let index = 0; index < 30; index += 1) law.learn(5_000, 1);
    expect(law.law.sigma).toBe(0.3);
  });

  it('remembers the last answers only', () => {
    const law = lawAfter(64, 10_000);
    for (let index = 0; index < 64; index += 1) law.learn(15_000 + index, 1);
    expect(medianMs(law.law)).toBeGreaterThan(14_900);
  });

  it('goes on from what was kept', () => {
    const law = lawAfter(30, 20_000);
    const restored = new LearnedLaw();
    restored.restore(law.samples);
    expect(restored.law).toEqual(law.law);
  });
});
