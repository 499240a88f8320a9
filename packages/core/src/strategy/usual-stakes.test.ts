import { describe, expect, it } from 'vitest';

import { usualStakes } from './usual-stakes.ts';

describe('usualStakes', () => {
  it('follows what tasks usually cost', () => {
    const { perSecond, ofFailure } = usualStakes([0.003, 0.001, 0.002]);
    expect(perSecond).toBeCloseTo(0.00004, 9);
    expect(ofFailure).toBeCloseTo(0.01, 9);
  });

  it('passes over slots and unknown prices, and has an answer without any', () => {
    expect(usualStakes([0, undefined, 0.002])).toEqual(usualStakes([0.002]));
    expect(usualStakes([0, undefined])).toEqual(usualStakes([1]));
  });

  it('takes what it is given', () => {
    expect(usualStakes([0.002], { perSecond: 0 }).perSecond).toBe(0);
    expect(usualStakes([0.002], { ofFailure: 7 }).ofFailure).toBe(7);
  });
});
