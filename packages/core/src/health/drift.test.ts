import { describe, expect, it } from 'vitest';

import { Drift } from './drift.ts';
import { healthyMeanMs, judgedOnsets, stateCount, usualOnsets } from './hidden-state.ts';

const sum = (states: Float64Array): number => states.reduce((total, value) => total + value, 0);
const surely = (state: number): Float64Array =>
  Float64Array.from({ length: stateCount }, (_, index) => (index === state ? 1 : 0));

describe.each([
  ['usual', usualOnsets],
  ['judged', judgedOnsets],
])('Drift with %s onsets', (_, onsets) => {
  const drift = new Drift(onsets);

  it.each([1, 20_000, 3_600_000, 1e12])(
    'keeps the sum of probabilities over %i ms',
    (elapsedMs) => {
      const states = surely(3);
      drift.forward(states, elapsedMs);
      expect(sum(states)).toBeCloseTo(1, 9);
      expect(Math.min(...states)).toBeGreaterThanOrEqual(0);
    },
  );

  it('changes nothing while no time passes, nor backwards', () => {
    const states = surely(2);
    drift.forward(states, 0);
    drift.forward(states, -5_000);
    expect(states).toEqual(surely(2));
  });

  it('forgets a short fault sooner than a long one', () => {
    const [short, long] = [surely(1), surely(2)];
    drift.forward(short, 60_000);
    drift.forward(long, 60_000);
    expect(short[0]).toBeGreaterThan(0.6);
    expect(long[0]).toBeLessThan(0.1);
  });

  it('comes to what is known before anything is known', () => {
    const states = surely(2);
    for (let hour = 0; hour < 24; hour += 1) drift.forward(states, 3_600_000);
    const before = drift.longRun();
    expect(sum(before)).toBeCloseTo(1, 12);
    for (const [state, probability] of before.entries()) {
      expect(states[state]).toBeCloseTo(probability, 9);
    }
  });

  it('comes to the same in one step and in many', () => {
    const [once, often] = [surely(5), surely(5)];
    drift.forward(once, 600_000);
    for (let step = 0; step < 600; step += 1) drift.forward(often, 1_000);
    for (const [state, probability] of once.entries()) {
      expect(often[state]).toBeCloseTo(probability, 12);
    }
  });

  it('loses health at the rate at which faults begin', () => {
    const states = surely(0);
    drift.forward(states, 1_000);
    expect(1 - (states[0] ?? 0)).toBeCloseTo(1_000 / healthyMeanMs, 5);
  });

  it('goes back by the transpose: forward and backward agree on what was seen', () => {
    const start = drift.longRun();
    const evidence = Float64Array.from({ length: stateCount }, (_, index) => 1 / (index + 1));
    const forward = Float64Array.from(start);
    drift.forward(forward, 47_000);
    const backward = Float64Array.from(evidence);
    drift.back(backward, 47_000);
    const product = (left: Float64Array, right: Float64Array): number =>
      left.reduce((total, value, index) => total + value * (right[index] ?? 0), 0);
    expect(product(forward, evidence)).toBeCloseTo(product(start, backward), 9);
  });
});
