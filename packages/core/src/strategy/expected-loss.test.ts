import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { healthKinds } from '../health/hidden-state.ts';
import { believing, healthy } from './__fixtures__/beliefs.ts';
import { expectedLosses, type Prospect } from './expected-loss.ts';

const context = { slackMs: 120_000, stakes: { perSecond: 0.02, ofFailure: 5, usualPrice: 1 } };
const lead = (belief = healthy): Prospect => ({ providerId: 'lead', price: 0.8, belief });
const backup = (belief = healthy): Prospect => ({ providerId: 'backup', price: 1, belief });

const lossesOf = (...prospects: readonly Prospect[]): readonly number[] =>
  expectedLosses(prospects, context).map(({ loss }) => loss);

describe('expectedLosses', () => {
  it('is the price and the time of a healthy provider, and a little for what may go wrong', () => {
    const [loss = 0] = lossesOf(lead(), backup());
    expect(loss).toBeGreaterThan(0.8 + 0.02 * 12);
    expect(loss).toBeLessThan(0.8 + 0.02 * 12 + 0.15);
  });

  it('makes the cheaper of two equals the better one', () => {
    const [first = 0, second = 0] = lossesOf(lead(), backup());
    expect(second - first).toBeCloseTo(0.2, 1);
  });

  it('prefers a quick provider to a slow one at the same price, when time has a value', () => {
    const quick = believing({ healthy: 1 }, 4_000);
    const slow = believing({ healthy: 1 }, 40_000);
    const [first = 0, second = 0] = lossesOf(lead(quick), { ...backup(slow), price: 0.8 });
    expect(first).toBeLessThan(second);
  });

  it('hardly minds a provider that refuses: a refusal costs a moment and no money', () => {
    const [down = 0, other = 0] = lossesOf(lead(believing({ down: 1 })), backup());
    expect(down - other).toBeGreaterThan(0);
    expect(down - other).toBeLessThan(0.05);
  });

  it.each([
    ['stalling', 0.5],
    ['wrong', 1],
    ['ambiguous', 0.05],
  ] as const)('minds a provider that is %s more than that', (kind, atLeast) => {
    const [unwell = 0, well = 0] = lossesOf(lead(believing({ [kind]: 1 })), backup());
    expect(unwell - well).toBeGreaterThan(atLeast);
  });

  it('knows what the provider would cost if it were well', () => {
    const [unwell] = expectedLosses([lead(believing({ stalling: 1 })), backup()], context);
    const [well] = expectedLosses([lead(), backup()], context);
    expect(unwell?.healthyLoss).toBeCloseTo(well?.loss ?? 0, 2);
  });

  it('counts the loss of a failure where there is nobody to fall back on', () => {
    const [alone = 0] = lossesOf(lead(believing({ down: 1 })));
    expect(alone).toBeGreaterThan(4.5);
  });

  it('stays finite, and rises with every price, whatever is believed', () => {
    const chances = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
      minLength: healthKinds.length,
      maxLength: healthKinds.length,
    });
    fc.assert(
      fc.property(chances, fc.double({ min: 0, max: 50, noNaN: true }), (weights, price) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const belief = believing(
          Object.fromEntries(
            healthKinds.map((kind, index) => [kind, (weights[index] ?? 0) / total]),
          ),
        );
        const [cheap = 0] = lossesOf({ ...lead(belief), price }, backup());
        const [dear = 0] = lossesOf({ ...lead(belief), price: price + 1 }, backup());
        expect(Number.isFinite(cheap)).toBe(true);
        expect(dear).toBeGreaterThan(cheap);
      }),
    );
  });
});
