import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { type BudgetLimits, RouterBudget } from './router-budget.ts';

const dollars = (amount: number) => ({ amount, currency: 'USD' }) as const;
const hourMs = 3_600_000;

function budgetOf(limits?: BudgetLimits) {
  const clock = new VirtualClock();
  const budget = new RouterBudget({ limits, rates: { RUB: 0.01 }, clock });
  let purchases = 0;
  const buy = (amount: number): string => {
    const attemptId = `attempt-${(purchases += 1)}`;
    budget.open(attemptId, dollars(amount));
    return attemptId;
  };
  return { clock, budget, buy };
}

const perHour = { perHour: 1, currency: 'USD' } as const;

describe('RouterBudget', () => {
  it('has room for purchases up to its limit, whatever their decimals', () => {
    const { budget, buy } = budgetOf({ perHour: 0.3, currency: 'USD' });
    for (const count of [1, 2, 3]) {
      expect(budget.refusalOf(dollars(0.1)), `purchase ${count}`).toBeUndefined();
      buy(0.1);
    }
    expect(budget.refusalOf(dollars(0.1))).toMatchObject({ window: 'hour' });
  });

  it('names the window, the amounts, and when there is room again', async () => {
    const { budget, buy, clock } = budgetOf(perHour);
    buy(0.4);
    await clock.advance(60_000);
    buy(0.5);
    expect(budget.refusalOf(dollars(0.2))).toEqual({
      window: 'hour',
      limit: dollars(1),
      spent: dollars(0.9),
      until: hourMs,
    });
    expect(budget.refusalOf(dollars(0.6))).toMatchObject({ until: hourMs + 60_000 });
    expect(budget.refusalOf(dollars(3))).toMatchObject({ until: undefined });
    await clock.advance(hourMs - 60_000);
    expect(budget.refusalOf(dollars(0.2))).toBeUndefined();
  });

  it('names the window that has room last', async () => {
    const { budget, buy, clock } = budgetOf({ perHour: 1, perDay: 1.5, currency: 'USD' });
    buy(0.9);
    expect(budget.refusalOf(dollars(0.2))).toMatchObject({ window: 'hour' });
    await clock.advance(hourMs);
    buy(0.6);
    expect(budget.refusalOf(dollars(0.2))).toMatchObject({ window: 'day', until: 24 * hourMs });
  });

  it('has its money back when a purchase turns out to be free, and not before', () => {
    const { budget, buy } = budgetOf(perHour);
    const attemptId = buy(1);
    budget.book(attemptId, false);
    expect(budget.refusalOf(dollars(0.1))).toBeDefined();
    budget.book(attemptId, true);
    budget.book(attemptId, true);
    expect(budget.refusalOf(dollars(1))).toBeUndefined();
    expect(budget.windows[0]?.spent).toEqual(dollars(0));
    budget.book(attemptId, false);
    expect(budget.windows[0]?.spent).toEqual(dollars(1));
  });

  it('goes by what was billed', () => {
    const { budget, buy } = budgetOf(perHour);
    const attemptId = buy(0.1);
    budget.correct(attemptId, { amount: 40, currency: 'RUB' });
    expect(budget.windows[0]?.spent.amount).toBeCloseTo(0.4, 12);
    budget.correct(attemptId, { amount: 40, currency: 'XYZ' });
    expect(budget.windows[0]?.spent.amount).toBeCloseTo(0.4, 12);
    budget.book(attemptId, true);
    expect(budget.windows[0]?.spent.amount).toBeCloseTo(0, 12);
  });

  it('is kept in its own currency', () => {
    const { budget, buy } = budgetOf({ perDay: 100, currency: 'RUB' });
    buy(0.6);
    expect(budget.windows[1]).toEqual({
      window: 'day',
      spent: { amount: 60, currency: 'RUB' },
      limit: { amount: 100, currency: 'RUB' },
      left: { amount: 40, currency: 'RUB' },
    });
    expect(budget.refusalOf(dollars(0.5))).toMatchObject({ window: 'day' });
  });

  it('has room for what is free, even when bills were too high, and none for what has no price', () => {
    const { budget, buy } = budgetOf(perHour);
    budget.correct(buy(0.1), dollars(7));
    expect(budget.refusalOf(dollars(0))).toBeUndefined();
    expect(budget.windows[0]?.left).toEqual(dollars(0));
    const { budget: untouched } = budgetOf(perHour);
    expect(untouched.refusalOf(undefined)).toMatchObject({ until: undefined });
    expect(untouched.refusalOf({ amount: 1, currency: 'XYZ' })).toMatchObject({ until: undefined });
  });

  it('shows what is spent without a limit, too, and refuses nothing', () => {
    const { budget, buy } = budgetOf();
    buy(9_000);
    expect(budget.refusalOf(dollars(9_000))).toBeUndefined();
    expect(budget.refusalOf(undefined)).toBeUndefined();
    expect(budget.windows).toEqual([
      { window: 'hour', spent: dollars(9_000), limit: undefined, left: undefined },
      { window: 'day', spent: dollars(9_000), limit: undefined, left: undefined },
    ]);
  });

  it('forgets a purchase that is over, and keeps what it cost', () => {
    const { budget, buy } = budgetOf(perHour);
    const attemptId = buy(0.7);
    budget.settle(attemptId);
    budget.book(attemptId, true);
    expect(budget.windows[0]?.spent).toEqual(dollars(0.7));
  });
});
