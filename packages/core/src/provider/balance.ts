/** What is left on the account. */
export interface Balance {
  readonly amount: number;
  /** ISO 4217 code, where the service or its profile names one. */
  readonly currency?: string | undefined;
}

/** How many tasks the account may have in work, as far as the service tells. */
export interface Capacity {
  readonly slots?: number | undefined;
  readonly busy?: number | undefined;
}
