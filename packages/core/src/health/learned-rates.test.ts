import { describe, expect, it } from 'vitest';

import { usualRates } from './hidden-state.ts';
import { LearnedRates } from './learned-rates.ts';

describe('LearnedRates', () => {
  it('begins with a few failures in a hundred and hardly a wrong answer', () => {
    const { rates } = new LearnedRates(usualRates);
    expect(rates.fail).toBeCloseTo(0.04, 6);
    expect(rates.wrong).toBeCloseTo(0.002, 6);
    expect(rates).toMatchObject({ reject: usualRates.reject, slowness: 1 });
  });

  it('learns from what a healthy provider does, and nothing from a sick one', () => {
    const learned = new LearnedRates(usualRates);
    for (let index = 0; index < 100; index += 1) learned.learnEnd(true, 0);
    expect(learned.rates.fail).toBeCloseTo(0.04, 6);
    for (let index = 0; index < 200; index += 1) learned.learnEnd(index % 5 === 0, 1);
    expect(learned.rates.fail).toBeGreaterThan(0.15);
    expect(learned.rates.fail).toBeLessThan(0.2);
  });

  it('learns how often answers are wrong', () => {
    const learned = new LearnedRates(usualRates);
    for (let index = 0; index < 100; index += 1) learned.learnJudgement(index % 20 !== 0, 1);
    expect(learned.rates.wrong).toBeGreaterThan(0.01);
  });

  it('forgets: a thousand good answers take the weight off old failures', () => {
    const learned = new LearnedRates(usualRates);
    for (let index = 0; index < 500; index += 1) learned.learnEnd(true, 1);
    for (let index = 0; index < 5_000; index += 1) learned.learnEnd(false, 1);
    expect(learned.rates.fail).toBeLessThan(0.01);
    expect(learned.rates.fail).toBeGreaterThan(0);
  });

  it('goes on from what was kept', () => {
    const learned = new LearnedRates(usualRates);
    learned.learnEnd(true, 0.7);
    const restored = new LearnedRates(usualRates);
    restored.restore(learned.counts);
    expect(restored.rates).toEqual(learned.rates);
  });
});
