import type { FakeTaskType } from './fake-task-type.ts';

/** US dollars per accepted task: one amount, or one for each type. */
export type FakePrice = number | { readonly [K in FakeTaskType | 'default']?: number | undefined };

/** What one task of a type costs. */
export function priceOf(price: FakePrice, type: FakeTaskType): number {
  return typeof price === 'number' ? price : (price[type] ?? price.default ?? 0);
}

/** Sums of decimal prices without the dust of binary fractions, to a millionth of a cent. */
export const roundMoney = (amount: number): number => Math.round(amount * 1e8) / 1e8;
