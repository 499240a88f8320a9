import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { OutcomeUnknownPolicy } from './router-services.ts';

/** What a task does after a setback. */
export type NextStep =
  | 'rank-again'
  | 'give-up'
  | 'refresh'
  | 'another-proxy'
  /** The policy `fail`: nobody knows whether the task was accepted, and its caller wants no second purchase. */
  | 'fail-unknown'
  /** The policy `resubmit`: the same provider once more, at once. */
  | 'resubmit';

/** Turns the consequences table and the caller's policy into the next step of one task. */
export class NextSteps {
  readonly #policy: OutcomeUnknownPolicy;
  #unclassified = 0;
  #isResubmitted = false;

  constructor(policy: OutcomeUnknownPolicy) {
    this.#policy = policy;
  }

  /** After an attempt that ended with an error. */
  afterEnd({ kind, error }: Extract<AttemptEnd, { error: ProviderError }>): NextStep {
    const { task: step } = consequences[error.code][kind === 'failed' ? 'poll' : 'submit'];
    switch (step) {
      case 'by-policy':
        return kind === 'unknown' ? this.afterUnknown() : 'rank-again';
      case 'next-once':
        this.#unclassified += 1;
        return this.#unclassified > 1 ? 'give-up' : 'rank-again';
      case 'next':
      case 'stay':
        return 'rank-again';
      default:
        return step;
    }
  }

  /** After a submit whose reply is missing. */
  afterUnknown(): NextStep {
    if (this.#policy === 'fail') return 'fail-unknown';
    if (this.#policy === 'fail-over' || this.#isResubmitted) return 'rank-again';
    this.#isResubmitted = true;
    return 'resubmit';
  }
}
