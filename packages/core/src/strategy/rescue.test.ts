import { describe, expect, it } from 'vitest';

import type { Belief } from './belief.ts';
import { believing, healthy } from './__fixtures__/beliefs.ts';
import { rescueTerms, type RescueTerms } from './rescue.ts';

const stakes = { perSecond: 0.02, ofFailure: 5, usualPrice: 1 };

/** Whether to buy from a healthy backup beside an attempt of an age. */
const rescueAt = (
  ageMs: number,
  {
    belief = healthy,
    slackMs = 120_000 - ageMs,
    price = 1,
  }: { readonly belief?: Belief; readonly slackMs?: number; readonly price?: number } = {},
): RescueTerms =>
  rescueTerms(
    {
      live: [{ ageMs, belief }],
      alternative: { providerId: 'backup', price, belief: healthy },
    },
    { slackMs, stakes },
  );

const isDue = ({ now, later }: RescueTerms): boolean => now <= later;

describe('rescueTerms', () => {
  it.each([0, 5_000, 12_000, 20_000])('waits for a healthy provider at %i ms', (ageMs) => {
    expect(isDue(rescueAt(ageMs))).toBe(false);
  });

  it('buys at once when the attempt is believed to be stalled', () => {
    expect(isDue(rescueAt(35_000, { belief: believing({ stalling: 0.95, healthy: 0.05 }) }))).toBe(
      true,
    );
  });

  it('buys in time before the deadline, however healthy the provider seemed', () => {
    expect(isDue(rescueAt(85_000, { belief: believing({ healthy: 0.5, slow: 0.5 }) }))).toBe(true);
  });

  it('does not buy what would come too late', () => {
    expect(isDue(rescueAt(119_000, { slackMs: 1_000 }))).toBe(false);
  });

  it('waits longer the dearer the rescue is', () => {
    const belief = believing({ stalling: 0.4, healthy: 0.6 });
    const firstDue = (price: number): number => {
      for (let ageMs = 1_000; ageMs < 110_000; ageMs += 1_000) {
        if (isDue(rescueAt(ageMs, { belief, price }))) return ageMs;
      }
      return Infinity;
    };
    expect(firstDue(0.1)).toBeLessThan(firstDue(1));
    expect(firstDue(1)).toBeLessThanOrEqual(firstDue(3));
  });

  it('never buys where neither time nor failure is worth anything', () => {
    const terms = rescueTerms(
      {
        live: [{ ageMs: 100_000, belief: believing({ stalling: 1 }) }],
        alternative: { providerId: 'backup', price: 1, belief: healthy },
      },
      { slackMs: 20_000, stakes: { perSecond: 0, ofFailure: 0, usualPrice: 1 } },
    );
    expect(isDue(terms)).toBe(false);
    expect(terms.waitMs).toBe(Infinity);
  });
});
