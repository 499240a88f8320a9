import { describe, expect, it } from 'vitest';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { Pricing } from '../provider/supports.ts';
import {
  assertComparable,
  assertKnownCurrency,
  comparable,
  comparisonCurrency,
  listedPrice,
} from './price.ts';

const inRoubles: Pricing = {
  kind: 'per-solve',
  price: { currency: 'RUB', perThousand: { turnstile: 130, default: 250 } },
};

function refusalOf(refuse: () => void): OptionsInvalidError {
  try {
    refuse();
  } catch (error) {
    if (OptionsInvalidError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('listedPrice', () => {
  it.each([
    ['turnstile', 0.13],
    ['image', 0.25],
  ])('of one %s task is a thousandth of the listed one', (taskType, amount) => {
    expect(listedPrice(inRoubles, taskType)).toEqual({ amount, currency: 'RUB' });
  });

  it('is unknown where neither the type nor a default is listed', () => {
    const pricing = {
      kind: 'per-solve',
      price: { currency: 'USD', perThousand: { turnstile: 1.45 } },
    } as const;
    expect(listedPrice(pricing, 'image')).toBeUndefined();
  });

  it('is unknown without a list', () => {
    expect(listedPrice({ kind: 'per-solve' }, 'turnstile')).toBeUndefined();
  });

  it('of a slot is nothing', () => {
    const price = listedPrice({ kind: 'slots', slots: 10 }, 'turnstile');
    expect(price).toEqual({ amount: 0, currency: comparisonCurrency });
  });
});

describe('comparable', () => {
  it('takes dollars as they are', () => {
    expect(comparable({ amount: 1.45, currency: 'USD' }, { USD: 7 })).toBe(1.45);
  });

  it('converts another currency by its rate', () => {
    expect(comparable({ amount: 200, currency: 'RUB' }, { RUB: 0.011 })).toBeCloseTo(2.2, 12);
  });

  it('knows nothing of a currency without a rate', () => {
    expect(comparable({ amount: 200, currency: 'RUB' }, { EUR: 1.1 })).toBeUndefined();
  });
});

describe('assertComparable', () => {
  it('refuses a price that cannot be compared, by the name of the currency and of the provider', () => {
    const refused = refusalOf(() => assertComparable('backup', { pricing: inRoubles, rates: {} }));
    expect(refused).toMatchObject({
      option: 'exchangeRates.RUB',
      message:
        'createRouter: option "exchangeRates" has no rate for RUB, in which provider "backup" is priced',
    });
  });

  it.each<[string, Pricing, Readonly<Record<string, number>>]>([
    ['a price with a rate', inRoubles, { RUB: 0.011 }],
    ['dollars', { kind: 'per-solve', price: { currency: 'USD', perThousand: {} } }, {}],
    ['no price', { kind: 'per-solve' }, {}],
    ['slots', { kind: 'slots' }, {}],
  ])('accepts %s', (_, pricing, rates) => {
    expect(() => assertComparable('backup', { pricing, rates })).not.toThrow();
  });
});

describe('assertKnownCurrency', () => {
  it('refuses a budget in a currency that nobody can compare', () => {
    expect(refusalOf(() => assertKnownCurrency('CHF', { RUB: 0.011 }))).toMatchObject({
      option: 'budget.currency',
      message: expect.stringContaining('CHF'),
    });
  });

  it.each(['USD', 'RUB'])('accepts one in %s', (currency) => {
    expect(() => assertKnownCurrency(currency, { RUB: 0.011 })).not.toThrow();
  });
});
