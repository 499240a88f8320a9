/** What the service said that a task cost. */
export interface BilledCost {
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
}
