import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { Money } from '../provider/money.ts';
import type { Pricing } from '../provider/supports.ts';

/** How many units of the comparison currency one unit of another is worth, such as `{ RUB: 0.011 }`. */
export type ExchangeRates = Readonly<Record<string, number>>;

/** Prices of several services are compared in this currency. */
export const comparisonCurrency = 'USD';

/** What one task costs by the list, or undefined where no price is known. A slot costs nothing while it is free. */
export function listedPrice(pricing: Pricing, taskType: string): Money | undefined {
  if (pricing.kind === 'slots') return { amount: 0, currency: comparisonCurrency };
  const perThousand = pricing.price?.perThousand[taskType] ?? pricing.price?.perThousand['default'];
  if (pricing.price === undefined || perThousand === undefined) return undefined;
  return { amount: perThousand / 1_000, currency: pricing.price.currency };
}

/** An amount in the comparison currency, or undefined where no rate is known. */
export function comparable(money: Money, rates: ExchangeRates): number | undefined {
  if (money.currency === comparisonCurrency) return money.amount;
  const rate = rates[money.currency];
  return rate === undefined ? undefined : money.amount * rate;
}

/** Refuses, by name, a price whose currency nobody can compare. */
export function assertComparable(
  providerId: string,
  { pricing, rates }: { readonly pricing: Pricing; readonly rates: ExchangeRates },
): void {
  if (pricing.kind === 'slots' || pricing.price === undefined) return;
  const { currency } = pricing.price;
  if (comparable({ amount: 1, currency }, rates) !== undefined) return;
  throw new OptionsInvalidError({
    option: `exchangeRates.${currency}`,
    message: `createRouter: option "exchangeRates" has no rate for ${currency}, in which provider "${providerId}" is priced`,
  });
}

/** Refuses, by name, a currency in which nothing can be compared. @param owner whose option it is. */
export function assertKnownCurrency(currency: string, rates: ExchangeRates, owner = 'solve'): void {
  if (comparable({ amount: 1, currency }, rates) !== undefined) return;
  throw new OptionsInvalidError({
    option: 'budget.currency',
    message: `${owner}: option "budget.currency": ${currency} has no rate in the router's "exchangeRates"`,
  });
}
