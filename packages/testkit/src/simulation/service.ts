/** A simulated service while nothing is wrong with it. Prices in units of the loss. */
export interface ServiceModel {
  readonly id: string;
  readonly price: number;
  readonly medianMs: number;
  /** Of the lognormal law of its solve times. */
  readonly sigma: number;
  /** Share of tasks that it cannot solve, and refunds. */
  readonly fail: number;
}

/** The three that published figures of routing policies are about. */
export const threeServices: readonly ServiceModel[] = [
  { id: 'A', price: 0.8, medianMs: 10_000, sigma: 0.65, fail: 0.02 },
  { id: 'B', price: 1, medianMs: 14_000, sigma: 0.6, fail: 0.03 },
  { id: 'C', price: 1.5, medianMs: 8_000, sigma: 0.55, fail: 0.02 },
];
