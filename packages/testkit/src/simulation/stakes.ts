/** What a second of waiting costs, and a task without a correct answer, in units of the prices. */
export interface Stakes {
  readonly perSecond: number;
  readonly ofFailure: number;
}

/** Those that published figures of routing policies are about. */
export const usualStakes: Stakes = { perSecond: 0.02, ofFailure: 5 };
