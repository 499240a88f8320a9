import { describe, expect, it } from 'vitest';

import { Rent } from './rent.ts';

const rentOf = (perTask: number, priceOfLook: number): Rent => {
  const rent = new Rent();
  rent.quote({ perTask, priceOfLook });
  return rent;
};

describe('Rent', () => {
  it('makes a look due when the rent paid has reached its price', () => {
    const rent = rentOf(0.1, 0.25);
    rent.pay();
    rent.pay();
    expect(rent.isLookDue).toBe(false);
    rent.pay();
    expect(rent.isLookDue).toBe(true);
  });

  it('begins anew once a look was bought', () => {
    const rent = rentOf(0.1, 0.05);
    rent.pay();
    rent.buyLook();
    expect(rent).toMatchObject({ paid: 0, isLookDue: false });
  });

  it('never sends a look where there is nothing to gain, however little it costs', () => {
    const rent = rentOf(0, 0);
    rent.pay();
    expect(rent.isLookDue).toBe(false);
  });

  it('follows the price: what was paid counts toward a look that has become cheaper', () => {
    const rent = rentOf(0.1, 1);
    rent.pay();
    rent.quote({ perTask: 0.1, priceOfLook: 0.1 });
    expect(rent.isLookDue).toBe(true);
  });
});
