export interface Money {
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
}
