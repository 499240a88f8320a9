import type { Money } from '../provider/money.ts';
import { comparable, type ExchangeRates } from './price.ts';

/** Sums of decimal prices come out a little too high at times: three times 1.1 is more than 3.3. */
const roundingSlack = 1e-9;

/** What one task may cost, over all of its attempts. Unknown outcomes count as paid. */
export class Budget {
  readonly #limit: number;
  readonly #rates: ExchangeRates;
  #spent = 0;

  constructor(limit: Money, rates: ExchangeRates) {
    this.#limit = comparable(limit, rates) ?? 0;
    this.#rates = rates;
  }

  /** Whether another purchase fits. A purchase of unknown price never does. */
  allows(price: Money | undefined): boolean {
    const amount = price === undefined ? undefined : comparable(price, this.#rates);
    return amount !== undefined && this.#spent + amount <= this.#limit * (1 + roundingSlack);
  }

  add(price: Money | undefined): void {
    this.#spent += this.#amountOf(price);
  }

  /** Takes a refunded or refused purchase back. */
  remove(price: Money | undefined): void {
    this.#spent -= this.#amountOf(price);
  }

  #amountOf(price: Money | undefined): number {
    return price === undefined ? 0 : (comparable(price, this.#rates) ?? 0);
  }
}
