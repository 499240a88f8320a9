import type { Money } from '../provider/money.ts';
import type { RouterBudget } from './router-budget.ts';

/** What a task's answer cost: as billed by the reply, as listed, a slot of a flat rate, or unknown. */
export interface Cost {
  readonly amount: number;
  readonly currency: string;
  readonly basis: 'billed' | 'listed' | 'slot' | 'unknown';
}

/** What became of the money of an attempt: `maybe-paid` is a submit whose reply is missing. */
export type PaymentState = 'unpaid' | 'maybe-paid' | 'paid' | 'refunded';

interface Entry {
  readonly providerId: string;
  readonly cost: Cost;
  readonly state: PaymentState;
}

/** Acceptances and money of one provider. */
export interface Spend {
  readonly paid: number;
  readonly maybePaid: number;
  readonly refunded: number;
  /** Paid and not refunded, by currency. */
  readonly amounts: Readonly<Record<string, number>>;
}

interface Tally {
  paid: number;
  maybePaid: number;
  refunded: number;
  readonly amounts: Map<string, number>;
}

/** Books acceptances and money, attempt by attempt. Slots are booked with the amount 0. */
export class Ledger {
  readonly #open = new Map<string, Entry>();
  readonly #tallies = new Map<string, Tally>();
  readonly #budget: RouterBudget | undefined;

  /** @param budget is told of everything, too. */
  constructor(budget?: RouterBudget) {
    this.#budget = budget;
  }

  /** Opens the account of an attempt before anything is sent. */
  open(attempt: {
    readonly attemptId: string;
    readonly providerId: string;
    readonly listed: Money | undefined;
    readonly isSlot: boolean;
  }): void {
    const { attemptId, providerId, listed, isSlot } = attempt;
    const basis = isSlot ? 'slot' : listed === undefined ? 'unknown' : 'listed';
    const cost: Cost = { amount: listed?.amount ?? 0, currency: listed?.currency ?? '', basis };
    this.#open.set(attemptId, { providerId, cost, state: 'unpaid' });
    this.#budget?.open(attemptId, listed);
  }

  /** Books what is now known of an attempt's payment; the last word counts. */
  book(attemptId: string, state: PaymentState): void {
    const entry = this.#open.get(attemptId);
    this.#budget?.book(attemptId, state === 'unpaid' || state === 'refunded');
    if (entry === undefined || entry.state === state) return;
    this.#count(entry, -1);
    const booked = { ...entry, state };
    this.#open.set(attemptId, booked);
    this.#count(booked, 1);
  }

  /** Corrects the price by what the service billed. */
  correct(attemptId: string, billed: Money): void {
    const entry = this.#open.get(attemptId);
    this.#budget?.correct(attemptId, billed);
    if (entry === undefined) return;
    this.#count(entry, -1);
    const corrected: Entry = { ...entry, cost: { ...billed, basis: 'billed' } };
    this.#open.set(attemptId, corrected);
    this.#count(corrected, 1);
  }

  costOf(attemptId: string): Cost {
    return this.#open.get(attemptId)?.cost ?? { amount: 0, currency: '', basis: 'unknown' };
  }

  stateOf(attemptId: string): PaymentState {
    return this.#open.get(attemptId)?.state ?? 'unpaid';
  }

  /** Forgets the details of an attempt that is over; its totals stay. */
  settle(attemptId: string): void {
    this.#open.delete(attemptId);
    this.#budget?.settle(attemptId);
  }

  spendOf(providerId: string): Spend {
    const { paid, maybePaid, refunded, amounts } = this.#tallyOf(providerId);
    return { paid, maybePaid, refunded, amounts: Object.fromEntries(amounts) };
  }

  /** Goes on counting from what was spent before. */
  restore(providerId: string, { paid, maybePaid, refunded, amounts }: Spend): void {
    this.#tallies.set(providerId, {
      paid,
      maybePaid,
      refunded,
      amounts: new Map(Object.entries(amounts)),
    });
  }

  #count(entry: Entry, sign: 1 | -1): void {
    const tally = this.#tallyOf(entry.providerId);
    if (entry.state === 'maybe-paid') tally.maybePaid += sign;
    if (entry.state === 'refunded') tally.refunded += sign;
    if (entry.state !== 'paid') return;
    tally.paid += sign;
    const { amount, currency } = entry.cost;
    if (currency !== '')
      tally.amounts.set(currency, (tally.amounts.get(currency) ?? 0) + sign * amount);
  }

  #tallyOf(providerId: string): Tally {
    const known = this.#tallies.get(providerId);
    if (known !== undefined) return known;
    const tally: Tally = { paid: 0, maybePaid: 0, refunded: 0, amounts: new Map() };
    this.#tallies.set(providerId, tally);
    return tally;
  }
}
