import type { HealthEvidence } from '../health/health-evidence.ts';
import { type SolveLaw, timeAt } from '../health/solve-law.ts';
import type { StateFilter } from '../health/state-filter.ts';
import type { Belief } from '../strategy/belief.ts';

/** Normal quantile of the 95th percentile. */
const z95 = 1.6449;

/** How one provider fares with one task type, and what it costs not to know. */
export class TypeHealth {
  /** What was forgone so far by not looking at it while it was avoided. */
  probeCredit = 0;
  readonly #filter: StateFilter;
  /** The attempt that was sent last, while nothing is known of its end. */
  #newest: { readonly attemptId: string; readonly sentAt: number } | undefined;

  constructor(filter: StateFilter) {
    this.#filter = filter;
  }

  /** Whether an attempt is in flight that may still show how the provider fares. */
  isBeingTriedAt(now: number): boolean {
    if (this.#newest === undefined) return false;
    return now - this.#newest.sentAt < timeAt(this.#filter.law, z95);
  }

  /** How long answers take while the provider is healthy, by what is known or else usual. */
  get law(): SolveLaw {
    return this.#filter.law;
  }

  /** The same; undefined while too few were seen. */
  get knownLaw(): SolveLaw | undefined {
    return this.#filter.isYoung ? undefined : this.#filter.law;
  }

  beliefAt(now: number): Belief {
    return { hypotheses: this.#filter.hypotheses(now), law: this.#filter.law };
  }

  /** Of the time when an attempt was sent, by all that is known now. */
  beliefFor(attemptId: string, now: number): Belief {
    return { hypotheses: this.#filter.hypothesesFor(attemptId, now), law: this.#filter.law };
  }

  note(evidence: HealthEvidence): void {
    if (evidence.kind === 'sent') {
      this.#newest = { attemptId: evidence.attemptId, sentAt: evidence.at };
    } else if (
      evidence.kind !== 'heard' &&
      evidence.kind !== 'accepted' &&
      evidence.kind !== 'unanswered' &&
      evidence.attemptId === this.#newest?.attemptId
    ) {
      this.#newest = undefined;
    }
  }
}
