import type { Clock } from '../provider/clock.ts';

const windowMs = 600_000;
/** A loop shows in no fewer purchases than that. */
const fewestPurchases = 20;
/** More purchases for one answer than this are a loop. */
const mostPerAnswer = 4;
/** So many answers, at a usual share of purchases, end it. */
const answersToEnd = 3;
/** It ends after this in any case: a second look costs little. */
const longestMs = 600_000;
const mostRemembered = 1_000;

/** How purchases went of late. */
export interface Losses {
  readonly isActive: boolean;
  /** Purchases of the last ten minutes of which it is known whether they brought an answer. */
  readonly purchases: number;
  readonly answers: number;
}

interface Purchase {
  readonly attemptId: string;
  readonly at: number;
  readonly isAnswered: boolean;
}

/**
 * Notices when money is spent and no answers come. What is spent per answer, in terms of the mean price of what was
 * bought, is the number of purchases per answer, so purchases are counted.
 */
export class StopLoss {
  readonly #clock: Clock;
  readonly #onChange: (losses: Losses) => void;
  #purchases: Purchase[] = [];
  /** Their attempts. */
  readonly #known = new Set<string>();
  #sinceBegun: Purchase[] = [];
  #activeSince: number | undefined;

  constructor(options: { readonly clock: Clock; onChange(losses: Losses): void }) {
    this.#clock = options.clock;
    this.#onChange = options.onChange;
  }

  /** Until when nothing should be bought for a second time, on the monotonic clock; undefined when it may be. */
  get activeUntil(): number | undefined {
    const since = this.#activeSince;
    if (since === undefined) return undefined;
    if (this.#clock.now() < since + longestMs) return since + longestMs;
    this.#end();
    return undefined;
  }

  get losses(): Losses {
    const isActive = this.activeUntil !== undefined;
    this.#forget();
    return { isActive, ...count(this.#purchases) };
  }

  /** A purchase brought its task the answer. */
  answered(attemptId: string): void {
    if (!this.#note(attemptId, true) || this.activeUntil === undefined) return;
    const { purchases, answers } = count(this.#sinceBegun);
    if (answers >= answersToEnd && purchases <= mostPerAnswer * answers) this.#end();
  }

  /** A purchase brought its task no answer: none came, too late, or another was faster. */
  wasted(attemptId: string): void {
    if (!this.#note(attemptId, false) || this.activeUntil !== undefined) return;
    const { purchases, answers } = count(this.#purchases);
    if (purchases < fewestPurchases || purchases <= mostPerAnswer * Math.max(1, answers)) return;
    this.#activeSince = this.#clock.now();
    this.#sinceBegun = [];
    this.#onChange(this.losses);
  }

  /** A purchase turns out to have cost nothing. */
  refunded(attemptId: string): void {
    const others = (purchase: Purchase): boolean => purchase.attemptId !== attemptId;
    this.#purchases = this.#purchases.filter(others);
    this.#sinceBegun = this.#sinceBegun.filter(others);
  }

  /** The first word on a purchase counts. */
  #note(attemptId: string, isAnswered: boolean): boolean {
    this.#forget();
    if (this.#known.has(attemptId)) return false;
    this.#known.add(attemptId);
    const purchase = { attemptId, at: this.#clock.now(), isAnswered };
    this.#purchases.push(purchase);
    if (this.#purchases.length > mostRemembered) this.#forgetFirst();
    this.#sinceBegun.push(purchase);
    if (this.#sinceBegun.length > mostRemembered) this.#sinceBegun.shift();
    return true;
  }

  #forget(): void {
    const now = this.#clock.now();
    while ((this.#purchases[0]?.at ?? Infinity) + windowMs <= now) this.#forgetFirst();
  }

  #forgetFirst(): void {
    const first = this.#purchases.shift();
    if (first !== undefined) this.#known.delete(first.attemptId);
  }

  /** What led to it is forgotten, else it would begin anew with the next loss. */
  #end(): void {
    this.#activeSince = undefined;
    this.#purchases = [];
    this.#known.clear();
    this.#onChange(this.losses);
  }
}

const count = (purchases: readonly Purchase[]): Pick<Losses, 'purchases' | 'answers'> => ({
  purchases: purchases.length,
  answers: purchases.filter(({ isAnswered }) => isAnswered).length,
});
