import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Money } from '../provider/money.ts';
import { Budget } from './budget.ts';

const dollars = (amount: number): Money => ({ amount, currency: 'USD' });

describe('Budget', () => {
  it('allows purchases until the next one would be too much', () => {
    const budget = new Budget(dollars(0.005), {});
    budget.add(dollars(0.002));
    expect(budget.allows(dollars(0.003))).toBe(true);
    expect(budget.allows(dollars(0.0031))).toBe(false);
  });

  it('counts in other currencies by their rates', () => {
    const budget = new Budget({ amount: 1, currency: 'RUB' }, { RUB: 0.01, EUR: 1.1 });
    budget.add({ amount: 0.004, currency: 'EUR' });
    expect(budget.allows(dollars(0.0056))).toBe(true);
    expect(budget.allows({ amount: 0.0056, currency: 'EUR' })).toBe(false);
  });

  it('never allows a purchase of unknown price, or in a currency without a rate', () => {
    const budget = new Budget(dollars(100), {});
    expect(budget.allows(undefined)).toBe(false);
    expect(budget.allows({ amount: 0.001, currency: 'RUB' })).toBe(false);
  });

  it('allows a free slot though it is used up, and nothing that costs', () => {
    const budget = new Budget(dollars(0), {});
    expect(budget.allows(dollars(0))).toBe(true);
    expect(budget.allows(dollars(0.000_001))).toBe(false);
  });

  it('takes a refused or refunded purchase back', () => {
    const budget = new Budget(dollars(0.003), {});
    budget.add(dollars(0.003));
    expect(budget.allows(dollars(0.003))).toBe(false);
    budget.remove(dollars(0.003));
    expect(budget.allows(dollars(0.003))).toBe(true);
  });

  it('takes an unknown price for none in its sum', () => {
    const budget = new Budget(dollars(0.003), {});
    budget.add(undefined);
    budget.remove(undefined);
    expect(budget.allows(dollars(0.003))).toBe(true);
  });

  const cents = fc.integer({ min: 1, max: 100_000 });

  it('pays for exactly so many purchases as it was made for, however their prices add up', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 50 }), (price, count) => {
        const each = dollars(price / 1_000);
        const budget = new Budget(dollars((price * count) / 1_000), {});
        for (let purchase = 0; purchase < count; purchase += 1) {
          expect(budget.allows(each)).toBe(true);
          budget.add(each);
        }
        expect(budget.allows(each)).toBe(false);
      }),
    );
  });

  it('never allows more in sum than its limit', () => {
    fc.assert(
      fc.property(cents, fc.array(cents), (limit, prices) => {
        const budget = new Budget(dollars(limit / 1_000), {});
        let spent = 0;
        for (const price of prices) {
          if (!budget.allows(dollars(price / 1_000))) continue;
          budget.add(dollars(price / 1_000));
          spent += price;
        }
        expect(spent).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
