/** How a simulated service treats what is sent to it at one time, as chances. */
export interface Regime {
  /** Refuses, for nothing. */
  readonly reject: number;
  /** Loses the reply to the submit, whether it accepted or not. */
  readonly ambiguous: number;
  /** Accepts and never answers. */
  readonly never: number;
  /** Accepts, answers that it could not, and refunds. */
  readonly fail: number;
  /** Answers wrongly. */
  readonly wrong: number;
  /** How many times as long as usual it takes. */
  readonly slowness: number;
  /** How many tasks it takes at a time. */
  readonly slots: number;
  /** Knows the account no more. */
  readonly isRevoked: boolean;
  /** Refuses for being asked too often, and says for how long. */
  readonly limited: number;
  readonly retryAfterMs: number;
  /** Leaves the submit without any reply, whether it accepted or not. */
  readonly hang: number;
  /** Has no answer to a poll but an error: of the account when it is revoked, of the rate when that says for how long. */
  readonly deaf: number;
}

export const wellRegime = (fail: number): Regime => ({
  reject: 0,
  ambiguous: 0,
  never: 0,
  fail,
  wrong: 0,
  slowness: 1,
  slots: Infinity,
  isRevoked: false,
  limited: 0,
  retryAfterMs: 0,
  hang: 0,
  deaf: 0,
});
