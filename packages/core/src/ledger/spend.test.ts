import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Money } from '../provider/money.ts';
import { Ledger, type PaymentState } from './spend.ts';

const listed: Money = { amount: 0.00145, currency: 'USD' };

function ledgerWith(attempt: { readonly listed?: Money; readonly isSlot?: boolean } = {}): Ledger {
  const ledger = new Ledger();
  ledger.open({
    attemptId: 'attempt-1',
    providerId: 'lead',
    listed: attempt.listed,
    isSlot: attempt.isSlot ?? false,
  });
  return ledger;
}

const nothing = { paid: 0, maybePaid: 0, refunded: 0, amounts: {} };

describe('Ledger', () => {
  it('has booked nothing for a provider that was never asked', () => {
    expect(new Ledger().spendOf('lead')).toEqual(nothing);
  });

  it('books nothing before something is known to be paid', () => {
    const ledger = ledgerWith({ listed });
    expect(ledger.stateOf('attempt-1')).toBe('unpaid');
    expect(ledger.spendOf('lead')).toEqual(nothing);
  });

  it.each<[PaymentState, object]>([
    ['paid', { paid: 1, amounts: { USD: 0.00145 } }],
    ['maybe-paid', { maybePaid: 1 }],
    ['refunded', { refunded: 1 }],
    ['unpaid', {}],
  ])('books an attempt as %s', (state, booked) => {
    const ledger = ledgerWith({ listed });
    ledger.book('attempt-1', state);
    expect(ledger.stateOf('attempt-1')).toBe(state);
    expect(ledger.spendOf('lead')).toEqual({ ...nothing, ...booked });
  });

  it.each<[PaymentState, PaymentState, object]>([
    ['maybe-paid', 'paid', { paid: 1, amounts: { USD: 0.00145 } }],
    ['maybe-paid', 'unpaid', {}],
    ['paid', 'refunded', { refunded: 1, amounts: { USD: 0 } }],
    ['paid', 'paid', { paid: 1, amounts: { USD: 0.00145 } }],
  ])('lets the last word count: first %s, then %s', (before, after, booked) => {
    const ledger = ledgerWith({ listed });
    ledger.book('attempt-1', before);
    ledger.book('attempt-1', after);
    expect(ledger.spendOf('lead')).toEqual({ ...nothing, ...booked });
  });

  it.each([
    ['listed', { listed }, { ...listed, basis: 'listed' }],
    [
      'a slot',
      { listed: { amount: 0, currency: 'USD' }, isSlot: true },
      { amount: 0, currency: 'USD', basis: 'slot' },
    ],
    ['unknown', {}, { amount: 0, currency: '', basis: 'unknown' }],
  ])('says that a cost is %s', (_, attempt, cost) => {
    expect(ledgerWith(attempt).costOf('attempt-1')).toEqual(cost);
  });

  it('counts acceptances of slots and of unknown price too, without any money', () => {
    const slot = ledgerWith({ listed: { amount: 0, currency: 'USD' }, isSlot: true });
    const unknown = ledgerWith();
    slot.book('attempt-1', 'paid');
    unknown.book('attempt-1', 'paid');
    expect(slot.spendOf('lead')).toEqual({ ...nothing, paid: 1, amounts: { USD: 0 } });
    expect(unknown.spendOf('lead')).toEqual({ ...nothing, paid: 1 });
  });

  it('is corrected by what the service billed, before and after it is paid', () => {
    const billed = { amount: 0.2, currency: 'RUB' };
    const before = ledgerWith({ listed });
    before.correct('attempt-1', billed);
    before.book('attempt-1', 'paid');
    const after = ledgerWith({ listed });
    after.book('attempt-1', 'paid');
    after.correct('attempt-1', billed);
    for (const ledger of [before, after]) {
      expect(ledger.costOf('attempt-1')).toEqual({ ...billed, basis: 'billed' });
      const { paid, amounts } = ledger.spendOf('lead');
      expect(paid).toBe(1);
      expect(amounts).toMatchObject({ RUB: 0.2 });
      expect(amounts['USD'] ?? 0).toBe(0);
    }
  });

  it('keeps the totals of an attempt that is over, and forgets the rest', () => {
    const ledger = ledgerWith({ listed });
    ledger.book('attempt-1', 'paid');
    ledger.settle('attempt-1');
    expect(ledger.spendOf('lead')).toMatchObject({ paid: 1, amounts: { USD: 0.00145 } });
    expect(ledger.costOf('attempt-1').basis).toBe('unknown');
    ledger.book('attempt-1', 'refunded');
    ledger.correct('attempt-1', { amount: 9, currency: 'USD' });
    expect(ledger.spendOf('lead')).toMatchObject({ paid: 1, amounts: { USD: 0.00145 } });
  });

  it('keeps the providers apart', () => {
    const ledger = ledgerWith({ listed });
    ledger.open({ attemptId: 'attempt-2', providerId: 'backup', listed, isSlot: false });
    ledger.book('attempt-1', 'paid');
    ledger.book('attempt-2', 'maybe-paid');
    expect(ledger.spendOf('lead')).toMatchObject({ paid: 1, maybePaid: 0 });
    expect(ledger.spendOf('backup')).toMatchObject({ paid: 0, maybePaid: 1 });
  });

  it('has booked in total what the last word on every attempt says', () => {
    const attemptIndex = fc.nat({ max: 5 });
    const state = fc.constantFrom<PaymentState>('unpaid', 'maybe-paid', 'paid', 'refunded');
    // Whole amounts, so that the sums are exact.
    const money = fc.record({
      amount: fc.integer({ min: 0, max: 1_000 }),
      currency: fc.constantFrom('USD', 'RUB'),
    });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('book' as const), attemptIndex, state }),
      fc.record({ kind: fc.constant('correct' as const), attemptIndex, money }),
    );
    fc.assert(
      fc.property(
        fc.array(money, { minLength: 6, maxLength: 6 }),
        fc.array(step),
        (prices, steps) => {
          const ledger = new Ledger();
          const model = prices.map((price, index) => ({
            attemptId: `attempt-${index}`,
            providerId: index % 2 === 0 ? 'lead' : 'backup',
            price,
            state: 'unpaid' as PaymentState,
          }));
          for (const { attemptId, providerId, price } of model)
            ledger.open({ attemptId, providerId, listed: price, isSlot: false });
          for (const next of steps) {
            const attempt = model[next.attemptIndex];
            if (attempt === undefined) continue;
            if (next.kind === 'book') {
              attempt.state = next.state;
              ledger.book(attempt.attemptId, next.state);
            } else {
              attempt.price = next.money;
              ledger.correct(attempt.attemptId, next.money);
            }
          }
          for (const providerId of ['lead', 'backup']) {
            const own = model.filter((attempt) => attempt.providerId === providerId);
            const count = (wanted: PaymentState): number =>
              own.filter((attempt) => attempt.state === wanted).length;
            const spend = ledger.spendOf(providerId);
            expect(spend).toMatchObject({
              paid: count('paid'),
              maybePaid: count('maybe-paid'),
              refunded: count('refunded'),
            });
            for (const currency of ['USD', 'RUB']) {
              const paid = own.filter(
                (attempt) => attempt.state === 'paid' && attempt.price.currency === currency,
              );
              const sum = paid.reduce((total, { price }) => total + price.amount, 0);
              expect(spend.amounts[currency] ?? 0).toBe(sum);
            }
          }
        },
      ),
    );
  });
});
