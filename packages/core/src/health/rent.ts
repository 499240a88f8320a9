/** What not knowing costs with each task, and what a look would cost. */
export interface RentQuote {
  readonly perTask: number;
  readonly priceOfLook: number;
}

/**
 * Rent or buy: tasks that avoid a provider pay rent for not knowing how it fares, and when the rent paid has reached the
 * price of a look, a look is due. However long the provider stays away, not much more is spent than with foresight.
 */
export class Rent {
  #quote: RentQuote = { perTask: 0, priceOfLook: Infinity };
  #paid = 0;

  /** What was paid so far, in the comparison currency. */
  get paid(): number {
    return this.#paid;
  }

  get priceOfLook(): number {
    return this.#quote.priceOfLook;
  }

  /** Whether the next task may look, if it has the time. */
  get isLookDue(): boolean {
    return this.#quote.perTask > 0 && this.#paid >= this.#quote.priceOfLook;
  }

  restore(paid: number): void {
    this.#paid = paid;
  }

  /** A look that is due, with what was paid for it. */
  get due(): { readonly paid: number; readonly price: number } | undefined {
    return this.isLookDue ? { paid: this.#paid, price: this.#quote.priceOfLook } : undefined;
  }

  quote(quote: RentQuote): void {
    this.#quote = quote;
  }

  /** One more task came. */
  pay(): void {
    this.#paid += this.#quote.perTask;
  }

  /** A look is on its way. */
  buyLook(): void {
    this.#paid = 0;
  }
}
