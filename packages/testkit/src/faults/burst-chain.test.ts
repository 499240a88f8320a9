import { describe, expect, it, vi } from 'vitest';

import { createDraws, type Draws } from '../core/draws.ts';
import { BurstChain } from './burst-chain.ts';

const burst = { goodMs: 30_000, badMs: 10_000, inBad: 0.9, inGood: 0.1 };

const chainOf = (draws: Draws = createDraws('7')): BurstChain =>
  new BurstChain({ burst, rule: 'storm', draws });

const dayMs = 24 * 3_600_000;

describe('a chain of bursts', () => {
  it('is bad for its share of the time, in stretches of its means, over days', () => {
    const chain = chainOf();
    const instants = Array.from({ length: (3 * dayMs) / 1_000 }, (_, second) => second * 1_000);
    const isBad = instants.map((now) => chain.probabilityAt(now) === burst.inBad);
    const badSeconds = isBad.filter(Boolean).length;
    const beginnings = isBad.filter((bad, index) => bad && isBad[index - 1] === false).length;
    expect(badSeconds / instants.length).toBeCloseTo(0.25, 1);
    expect(badSeconds / beginnings).toBeGreaterThan(8);
    expect(badSeconds / beginnings).toBeLessThan(13);
  });

  it('begins well', () => {
    const seeds = Array.from({ length: 50 }, (_, index) => createDraws(String(index)));
    const first = seeds.map((draws) => chainOf(draws).probabilityAt(0));
    expect(new Set(first)).toEqual(new Set([burst.inGood]));
  });

  it('says the same of an instant whoever asked before, within an epoch and across', () => {
    const instants = [0, 25_000, 3_999_999, 4_000_000, 4_030_000, 90_000_000];
    const fresh = instants.map((now) => chainOf().probabilityAt(now));
    const chain = chainOf();
    const [backwards, forwards] = [instants.toReversed(), instants].map((order) =>
      order.map((now) => chain.probabilityAt(now)),
    );
    expect(backwards?.toReversed()).toEqual(fresh);
    expect(forwards).toEqual(fresh);
  });

  it('looks at a few hundred draws for any instant, a year away or not', () => {
    const draws = vi.fn<Draws>(createDraws('7'));
    const chain = chainOf(draws);
    for (const now of [365 * dayMs, 1, 365 * dayMs]) chain.probabilityAt(now);
    expect(draws.mock.calls.length).toBeLessThan(1_500);
  });
});
