/** What a task's caller stands to lose, in the currency in which prices are compared. */
export interface Stakes {
  /** What one second of waiting costs. */
  readonly perSecond: number;
  /** What a task without a correct answer costs, beside what was paid for it. */
  readonly ofFailure: number;
  /** What is taken for a price where none is known. */
  readonly usualPrice: number;
}
