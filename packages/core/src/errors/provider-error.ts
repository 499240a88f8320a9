import { type Charged, hasSolverErrorBrand, SolverError } from './solver-error.ts';

/** What a provider can say of a failed call. What follows from each code is in `consequences.ts`, and nowhere else. */
export type ProviderErrorCode =
  | 'task-invalid'
  | 'task-unsupported'
  | 'task-over-limits'
  | 'task-stale'
  | 'task-unsolvable'
  | 'ticket-lost'
  | 'credentials-rejected'
  | 'funds-exhausted'
  | 'address-banned'
  | 'at-capacity'
  | 'rate-limited'
  | 'unreachable'
  | 'provider-unavailable'
  | 'outcome-unknown'
  | 'protocol-violated'
  | 'unclassified'
  | 'proxy-rejected'
  | 'report-refused';

/** Which call failed: the consequences of a code depend on it. */
export type Operation = 'submit' | 'poll' | 'report' | 'balance' | 'capacity';

export interface ProviderErrorInit {
  readonly code: ProviderErrorCode;
  readonly providerId: string;
  readonly operation: Operation;
  /** What failed, at whom, what to do. Never a key, never a body, never a URL. */
  readonly message: string;
  /**
   * Speaks of the whole attempt: `no` is surely not accepted, or accepted and refunded.
   * @default what {@link chargedBy} says of the code and the operation
   */
  readonly charged?: Charged | undefined;
  /** How long the service asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The service's own word, as it came, for people and tables; at most 100 characters are kept. */
  readonly rawCode?: string | undefined;
  readonly cause?: unknown;
}

const rawCodeLimit = 100;

/** How a provider reports a failed call: it names a code and never decides what follows. */
export class ProviderError extends SolverError {
  override readonly name = 'ProviderError';
  override readonly code: ProviderErrorCode;
  readonly providerId: string;
  readonly operation: Operation;
  readonly retryAfterMs?: number;
  readonly rawCode?: string;

  constructor(init: ProviderErrorInit) {
    super({
      message: init.message,
      charged: init.charged ?? chargedBy(init.code, init.operation),
      cause: init.cause,
    });
    this.code = init.code;
    this.providerId = init.providerId;
    this.operation = init.operation;
    const { retryAfterMs = NaN } = init;
    // What a plug-in could not read as a number must not end up in a sum of times.
    if (Number.isFinite(retryAfterMs)) this.retryAfterMs = Math.max(0, retryAfterMs);
    if (init.rawCode !== undefined) this.rawCode = init.rawCode.slice(0, rawCodeLimit);
  }

  /** Works across copies of this package, unlike `instanceof`. */
  static isInstance(value: unknown): value is ProviderError {
    return hasSolverErrorBrand(value) && Object(value).name === 'ProviderError';
  }

  toJSON(): Record<string, unknown> {
    const { name, code, providerId, operation, charged, retryAfterMs, rawCode, message } = this;
    return { name, code, providerId, operation, charged, retryAfterMs, rawCode, message };
  }
}

const ambiguousOnSubmit: ReadonlySet<ProviderErrorCode> = new Set([
  'outcome-unknown',
  'provider-unavailable',
  'protocol-violated',
]);

/** What a code says about money when nobody knows better: a poll implies an accepted task, a refused submit none. */
export function chargedBy(code: ProviderErrorCode, operation: Operation): Charged {
  if (operation === 'poll') return 'yes';
  if (operation !== 'submit') return 'no';
  return ambiguousOnSubmit.has(code) ? 'unknown' : 'no';
}
