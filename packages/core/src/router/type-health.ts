import type { BreakerState } from '../health/breaker.ts';
import { DerivedBreaker, type Standing, suspectBelow } from '../health/derived-breaker.ts';
import type { FilterSnapshot } from '../health/filter-snapshot.ts';
import type { HealthEvidence } from '../health/health-evidence.ts';
import { Rent } from '../health/rent.ts';
import { type SolveLaw, timeAt } from '../health/solve-law.ts';
import type { StateFilter } from '../health/state-filter.ts';
import type { Clock } from '../provider/clock.ts';
import type { Belief } from '../strategy/belief.ts';

/** Normal quantiles: of the 95th percentile and of the 99th. */
const z95 = 1.6449;
const z99 = 2.3263;

export interface TypeHealthOptions {
  readonly clock: Clock;
  readonly filter: StateFilter;
  onBreakerChanged(state: BreakerState): void;
}

/** What is known of a task type, without what is in flight. */
export interface TypeSnapshot extends FilterSnapshot {
  readonly rentPaid: number;
}

/** How one provider fares with one task type, what that makes of its breaker, and what it costs not to know. */
export class TypeHealth {
  readonly rent = new Rent();
  readonly breaker: DerivedBreaker;
  /** Beside the other providers, when it was last looked at. */
  standing: Standing | undefined;
  readonly #filter: StateFilter;
  /** The attempt that was sent last, while nothing is known of its end. */
  #newest: { readonly attemptId: string; readonly sentAt: number } | undefined;

  constructor({ clock, filter, onBreakerChanged }: TypeHealthOptions) {
    this.#filter = filter;
    this.breaker = new DerivedBreaker({
      clock,
      rent: this.rent,
      longestProbeMs: () => this.#usualLookMs,
      onChange: onBreakerChanged,
    });
  }

  snapshot(now: number): TypeSnapshot {
    return { ...this.#filter.snapshot(now), rentPaid: this.rent.paid };
  }

  restore({ rentPaid, ...filter }: TypeSnapshot, takenAt: number): void {
    this.#filter.restore(filter, takenAt);
    this.rent.restore(rentPaid);
  }

  /** Opens or closes the breaker by where the provider stands. */
  follow(standing: Standing): void {
    this.standing = standing;
    this.breaker.follow(standing);
  }

  /** Whether an attempt is in flight that may still show how the provider fares. */
  isBeingTriedAt(now: number): boolean {
    return this.#newest !== undefined && now - this.#newest.sentAt < this.#usualLookMs;
  }

  /** Whether it is more probably unwell than well. */
  isSuspectAt(now: number): boolean {
    return this.healthyAt(now) < suspectBelow;
  }

  /** How long answers take while the provider is healthy, by what is known or else usual. */
  get law(): SolveLaw {
    return this.#filter.law;
  }

  /** The same; undefined while too few were seen. */
  get knownLaw(): SolveLaw | undefined {
    return this.#filter.isYoung ? undefined : this.#filter.law;
  }

  /** The 99th percentile of the time to an answer; undefined while too few were seen. */
  get p99Ms(): number | undefined {
    return this.#filter.isYoung ? undefined : timeAt(this.#filter.law, z99);
  }

  beliefAt(now: number): Belief {
    return { hypotheses: this.#filter.hypotheses(now), law: this.#filter.law };
  }

  /** How probable it is that the provider is healthy. */
  healthyAt(now: number): number {
    return this.#filter.hypotheses(now)[0]?.probability ?? 1;
  }

  /** Of the time when an attempt was sent, by all that is known now. */
  beliefFor(attemptId: string, now: number): Belief {
    return { hypotheses: this.#filter.hypothesesFor(attemptId, now), law: this.#filter.law };
  }

  note(evidence: HealthEvidence): void {
    switch (evidence.kind) {
      case 'sent':
        this.#newest = { attemptId: evidence.attemptId, sentAt: evidence.at };
        return;
      case 'heard':
      case 'met':
      case 'vouched':
      case 'accepted':
      case 'unanswered':
        return;
      default:
        if (evidence.attemptId === this.#newest?.attemptId) this.#newest = undefined;
    }
  }

  get #usualLookMs(): number {
    return timeAt(this.#filter.law, z95);
  }
}
