import { describe, expect, it } from 'vitest';

import { healthy } from './__fixtures__/beliefs.ts';
import { assess, isTie } from './assess.ts';

const context = {
  slackMs: 120_000,
  stakes: { perSecond: 0.02, ofFailure: 5, usualPrice: 0.9 },
  beliefOf: () => healthy,
};

describe('assess', () => {
  it('weighs every provider, in their order', () => {
    const [dear, cheap] = assess(
      [
        { providerId: 'dear', price: 2 },
        { providerId: 'cheap', price: 1 },
      ],
      context,
    );
    expect([dear?.terms.providerId, cheap?.terms.providerId]).toEqual(['dear', 'cheap']);
    expect(cheap?.terms.loss).toBeLessThan(dear?.terms.loss ?? 0);
  });

  it('takes the usual price for one that nobody knows', () => {
    const [unknown, usual] = assess(
      [
        { providerId: 'unknown', price: undefined },
        { providerId: 'usual', price: 0.9 },
      ],
      context,
    );
    expect(unknown?.price).toBe(0.9);
    expect(unknown?.terms.loss).toBeCloseTo(usual?.terms.loss ?? 0, 9);
  });

  it('weighs nobody', () => {
    expect(assess([], context)).toEqual([]);
  });
});

describe('isTie', () => {
  const best = { providerId: 'best', loss: 1, healthyLoss: 0.9 };

  it.each([
    ['as good in every respect', { loss: 1.005, healthyLoss: 0.9 }, true],
    ['dearer', { loss: 1.2, healthyLoss: 0.9 }, false],
    ['as good, and better if it were well', { loss: 1.005, healthyLoss: 0.5 }, false],
  ])('knows one that is %s', (_how, terms, expected) => {
    expect(isTie({ providerId: 'other', ...terms }, best)).toBe(expected);
  });
});
