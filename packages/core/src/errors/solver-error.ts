const brand = Symbol.for('understudy.solver-error');

/** May money have been spent: `yes`, surely `no`, or `unknown` because the reply to a submit is missing. */
export type Charged = 'no' | 'yes' | 'unknown';

export interface SolverErrorInit {
  readonly message: string;
  readonly charged: Charged;
  readonly cause?: unknown;
}

/** The root of every error that this SDK throws, but for a caller's abort, which rejects with the caller's own reason. */
export abstract class SolverError extends Error {
  /** Stable between major versions, unlike `message`. Branch on this. */
  abstract readonly code: string;
  /** Whether money may have been spent on what failed. */
  readonly charged: Charged;

  constructor(init: SolverErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.charged = init.charged;
    // Not enumerable, so that it neither clutters a log nor a snapshot.
    Object.defineProperty(this, brand, { value: true });
  }
}

/** True for the errors of any copy of this package that is loaded. */
export const hasSolverErrorBrand = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && brand in value;
