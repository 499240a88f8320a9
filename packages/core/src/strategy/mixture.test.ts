import { describe, expect, it } from 'vitest';

import { survival } from '../health/solve-law.ts';
import { Mixture } from './mixture.ts';

const law = { mu: Math.log(10_000), sigma: 0.6 };

describe('Mixture', () => {
  it('is open for good with the chance of what never ends', () => {
    const mixture = new Mixture(law);
    mixture.addEndless(0.2);
    mixture.addPace(1, 0.8);
    expect(mixture.openAt(0)).toBeCloseTo(1, 9);
    expect(mixture.openAt(10_000)).toBeCloseTo(0.2 + 0.8 * 0.5, 6);
    expect(mixture.openAt(10_000_000)).toBeCloseTo(0.2, 6);
  });

  it('adds the answers of every pace', () => {
    const mixture = new Mixture(law);
    mixture.addPace(1, 0.3);
    mixture.addPace(8, 0.5);
    mixture.addPace(1, 0.2);
    const expected = 0.5 * survival(law, 15_000) + 0.5 * survival(law, 15_000, 8);
    expect(mixture.openAt(15_000)).toBeCloseTo(expected, 9);
  });
});
