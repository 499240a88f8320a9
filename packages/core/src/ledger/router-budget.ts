import type { Clock } from '../provider/clock.ts';
import type { Money } from '../provider/money.ts';
import { comparable, type ExchangeRates } from './price.ts';
import { type SpendPart, SpendWindow } from './spend-window.ts';

/** Sums of decimal prices come out a little too high at times. */
const roundingSlack = 1e-9;

/** What all tasks of a router together may cost. */
export interface BudgetLimits {
  readonly perHour?: number | undefined;
  readonly perDay?: number | undefined;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** Any hour and any day, not those of the calendar. */
export type BudgetWindow = 'hour' | 'day';

/** What was spent in the last hour or day; unknown outcomes and purchases under way count as paid. */
export interface WindowSpend {
  readonly window: BudgetWindow;
  readonly spent: Money;
  readonly limit?: Money | undefined;
  readonly left?: Money | undefined;
}

/** A budget that has no room for a purchase. */
export interface SpentBudget {
  readonly window: BudgetWindow;
  readonly limit: Money;
  readonly spent: Money;
  /** When there is room, on the monotonic clock; undefined when the limit is too low for the price. */
  readonly until: number | undefined;
}

interface Window {
  readonly name: BudgetWindow;
  readonly spend: SpendWindow;
  readonly limit: number | undefined;
}

interface Purchase {
  readonly amount: number;
  /** Where it is counted, one part for each window; none while it is known to be free. */
  readonly parts: readonly SpendPart[];
}

const lengthsMs = { hour: 3_600_000, day: 86_400_000 } as const;

/** What a router spends in any hour and any day, and whether another purchase fits. In memory: a restart forgets it. */
export class RouterBudget {
  readonly #rates: ExchangeRates;
  readonly #currency: string;
  readonly #windows: readonly Window[];
  readonly #purchases = new Map<string, Purchase>();

  constructor(options: {
    readonly limits?: BudgetLimits | undefined;
    readonly rates: ExchangeRates;
    readonly clock: Clock;
  }) {
    const { limits, clock } = options;
    this.#rates = options.rates;
    this.#currency = limits?.currency ?? 'USD';
    this.#windows = (['hour', 'day'] as const).map((name) => ({
      name,
      spend: new SpendWindow(lengthsMs[name], clock),
      limit: name === 'hour' ? limits?.perHour : limits?.perDay,
    }));
  }

  /** The budget that keeps a purchase from being made; undefined when it may be. */
  refusalOf(price: Money | undefined): SpentBudget | undefined {
    // What costs nothing fits even when bills were higher than listed.
    if (price?.amount === 0) return undefined;
    const amount = price && this.#amountOf(price);
    const refusals = this.#windows.flatMap(({ name, spend, limit }): readonly SpentBudget[] => {
      if (limit === undefined) return [];
      const room = limit * (1 + roundingSlack) - (amount ?? Infinity);
      const { spent } = spend;
      if (spent <= room) return [];
      const sums = { limit: this.#money(limit), spent: this.#money(spent) };
      return [{ window: name, ...sums, until: spend.fallsTo(room) }];
    });
    const endOf = ({ until = Infinity }: SpentBudget): number => until;
    // There is room only when the last of them has some.
    return refusals.toSorted((left, right) => endOf(right) - endOf(left))[0];
  }

  /** A purchase is about to be made: counted until it is known to be free. */
  open(attemptId: string, price: Money | undefined): void {
    const amount = (price && this.#amountOf(price)) ?? 0;
    this.#purchases.set(attemptId, { amount, parts: this.#count(amount) });
  }

  /** What is now known of it: not accepted or refunded, or else paid for all that is known. */
  book(attemptId: string, isFree: boolean): void {
    const purchase = this.#purchases.get(attemptId);
    if (purchase === undefined || isFree === (purchase.parts.length === 0)) return;
    const { amount } = purchase;
    if (isFree) for (const part of purchase.parts) part.amount -= amount;
    this.#purchases.set(attemptId, { amount, parts: isFree ? [] : this.#count(amount) });
  }

  /** Corrects the price by what the service billed. */
  correct(attemptId: string, billed: Money): void {
    const purchase = this.#purchases.get(attemptId);
    const amount = this.#amountOf(billed);
    if (purchase === undefined || amount === undefined) return;
    for (const part of purchase.parts) part.amount += amount - purchase.amount;
    this.#purchases.set(attemptId, { ...purchase, amount });
  }

  /** Nothing more will be known of it. */
  settle(attemptId: string): void {
    this.#purchases.delete(attemptId);
  }

  get windows(): readonly WindowSpend[] {
    return this.#windows.map(({ name, spend, limit }) => {
      const { spent } = spend;
      return {
        window: name,
        spent: this.#money(spent),
        limit: limit === undefined ? undefined : this.#money(limit),
        left: limit === undefined ? undefined : this.#money(Math.max(0, limit - spent)),
      };
    });
  }

  #count(amount: number): readonly SpendPart[] {
    return this.#windows.map(({ spend }) => spend.add(amount));
  }

  /** In the currency of the budget; undefined where no rate is known. */
  #amountOf(money: Money): number | undefined {
    if (money.currency === this.#currency) return money.amount;
    const amount = comparable(money, this.#rates);
    const unit = comparable(this.#money(1), this.#rates);
    return amount === undefined || unit === undefined ? undefined : amount / unit;
  }

  #money(amount: number): Money {
    return { amount, currency: this.#currency };
  }
}
