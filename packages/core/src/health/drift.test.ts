import { describe, expect, it } from 'vitest';

import { drift, driftBack, longRun } from './drift.ts';
import { healthyMeanMs, stateCount } from './hidden-state.ts';

const sum = (states: Float64Array): number => states.reduce((total, value) => total + value, 0);
const surely = (state: number): Float64Array =>
  Float64Array.from({ length: stateCount }, (_, index) => (index === state ? 1 : 0));

describe('drift', () => {
  it.each([1, 20_000, 3_600_000, 1e12])(
    'keeps the sum of probabilities over %i ms',
    (elapsedMs) => {
      const states = surely(3);
      drift(states, elapsedMs);
      expect(sum(states)).toBeCloseTo(1, 9);
      expect(Math.min(...states)).toBeGreaterThanOrEqual(0);
    },
  );

  it('changes nothing while no time passes, nor backwards', () => {
    const states = surely(2);
    drift(states, 0);
    drift(states, -5_000);
    expect(states).toEqual(surely(2));
  });

  it('forgets a short fault sooner than a long one', () => {
    const [short, long] = [surely(1), surely(2)];
    drift(short, 60_000);
    drift(long, 60_000);
    expect(short[0]).toBeGreaterThan(0.6);
    expect(long[0]).toBeLessThan(0.1);
  });

  it('comes to what is known before anything is known', () => {
    const states = surely(2);
    for (let hour = 0; hour < 24; hour += 1) drift(states, 3_600_000);
    const before = longRun();
    expect(sum(before)).toBeCloseTo(1, 12);
    for (const [state, probability] of before.entries()) {
      expect(states[state]).toBeCloseTo(probability, 9);
    }
  });

  it('comes to the same in one step and in many', () => {
    const [once, often] = [surely(5), surely(5)];
    drift(once, 600_000);
    for (let step = 0; step < 600; step += 1) drift(often, 1_000);
    for (const [state, probability] of once.entries()) {
      expect(often[state]).toBeCloseTo(probability, 12);
    }
  });

  it('loses health at the rate at which faults begin', () => {
    const states = surely(0);
    drift(states, 1_000);
    expect(1 - (states[0] ?? 0)).toBeCloseTo(1_000 / healthyMeanMs, 5);
  });
});

describe('driftBack', () => {
  it('is the transpose of drift: forward and backward agree on what was seen', () => {
    const start = longRun();
    const evidence = Float64Array.from({ length: stateCount }, (_, index) => 1 / (index + 1));
    const forward = Float64Array.from(start);
    drift(forward, 47_000);
    const backward = Float64Array.from(evidence);
    driftBack(backward, 47_000);
    const product = (left: Float64Array, right: Float64Array): number =>
      left.reduce((total, value, index) => total + value * (right[index] ?? 0), 0);
    expect(product(forward, evidence)).toBeCloseTo(product(start, backward), 9);
  });
});
