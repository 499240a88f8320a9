import type { Clock } from '../provider/clock.ts';
import { type BreakerState, classicRule, type Probe } from './breaker.ts';
import type { Verdict } from './stage-verdict.ts';
import type { ProviderBreaker } from './provider-breaker.ts';
import type { Rent } from './rent.ts';

/** What is believed of a provider beside the others. */
export interface Standing {
  /** The probability that it is healthy. */
  readonly healthy: number;
  /** What a task sent there is expected to cost. */
  readonly loss: number;
  /** The same at the best other provider that is not latched; Infinity where there is none. */
  readonly leastOther: number;
}

/** Below that it opens, and only above the other it closes again by itself: what hovers in between does not flap. */
export const suspectBelow = 0.5;
const trustedFrom = 0.6;
/** Another that costs hardly less is no reason to open, and one that costs hardly more none to close. */
const tie = 0.01;

export interface DerivedBreakerOptions {
  readonly clock: Clock;
  readonly rent: Rent;
  /** After so long without an answer a probe is decided: its silence is evidence enough. */
  longestProbeMs(): number;
  onChange?(state: BreakerState): void;
}

/**
 * The breaker as people see it, derived from what is believed of one provider and one task type: open while the provider
 * is probably unwell and another costs less; its probe is due when the rent paid for not knowing has reached its price.
 */
export class DerivedBreaker implements ProviderBreaker {
  readonly openedBy = undefined;
  readonly #options: DerivedBreakerOptions;
  #isSuspect = false;
  /** Opened by hand: then a while must pass before the first probe. */
  #heldAt: number | undefined;
  #openedAt: number | undefined;
  #lastLookAt = -Infinity;
  #probe: { readonly sentAt: number } | undefined;
  #announced: BreakerState = 'closed';

  constructor(options: DerivedBreakerOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    if (!this.#isOpen) return 'closed';
    if (this.#isProbing) return 'probing';
    const dueAt = this.probeDueAt(false) ?? Infinity;
    return dueAt <= this.#options.clock.now() ? 'probe-due' : 'open';
  }

  /** Whether it was opened by hand, and no probe has succeeded since. */
  get isHeld(): boolean {
    return this.#heldAt !== undefined;
  }

  get openedAt(): number | undefined {
    return this.#openedAt;
  }

  probeDueAt(isLastResort: boolean): number | undefined {
    if (!this.#isOpen) return undefined;
    const lastResortAt = isLastResort ? this.#lastLookAt + classicRule.lastResortEveryMs : Infinity;
    if (this.#heldAt !== undefined) {
      return Math.min(lastResortAt, this.#heldAt + classicRule.restMs);
    }
    return this.#options.rent.isLookDue ? this.#lastLookAt : lastResortAt;
  }

  /** Opens or closes by what is believed now. */
  follow({ healthy, loss, leastOther }: Standing): void {
    if (this.#isSuspect) {
      this.#isSuspect = healthy < trustedFrom && loss >= leastOther * (1 - tie);
    } else {
      this.#isSuspect = healthy < suspectBelow && leastOther < loss * (1 - tie);
    }
    this.#noticeChange();
  }

  /** Everybody is suspect, and this is the best of them: somebody must take the tasks. */
  stepIn(): void {
    this.#isSuspect = false;
    this.#noticeChange();
  }

  /** A task sets out for the provider: a look at it, whatever the task went there for. */
  noteLook(): void {
    this.#lastLookAt = this.#options.clock.now();
    this.#options.rent.buyLook();
  }

  takeProbe(isLastResort: boolean): Probe | undefined {
    const { clock } = this.#options;
    // The one before may have been given up for its silence, which nobody was told yet.
    this.#noticeChange();
    if (!this.#isOpen || this.#isProbing) return undefined;
    if (clock.now() < (this.probeDueAt(isLastResort) ?? Infinity)) return undefined;
    const probe = { sentAt: clock.now() };
    this.#probe = probe;
    this.#noticeChange();
    return { decidedAt: 'answer', settle: (verdict) => this.#settle(probe, verdict) };
  }

  /** Opens or closes it by hand, and tells nobody: whoever does that knows. */
  force(state: 'open' | 'closed'): void {
    this.#heldAt = state === 'open' ? this.#options.clock.now() : undefined;
    this.#openedAt = this.#heldAt;
    this.#isSuspect = false;
    this.#probe = undefined;
    this.#announced = this.state;
  }

  #settle(probe: object, verdict: Verdict): void {
    // An old probe, from before somebody opened or closed by hand, has no say.
    if (this.#probe !== probe) return;
    this.#probe = undefined;
    if (this.#heldAt !== undefined && verdict === 'healthy') this.#heldAt = undefined;
    else if (this.#heldAt !== undefined && verdict === 'unhealthy') {
      this.#heldAt = this.#options.clock.now();
    }
    this.#noticeChange();
  }

  get #isOpen(): boolean {
    return this.#isSuspect || this.#heldAt !== undefined;
  }

  get #isProbing(): boolean {
    if (this.#probe === undefined) return false;
    return this.#options.clock.now() - this.#probe.sentAt < this.#options.longestProbeMs();
  }

  #noticeChange(): void {
    const { clock, onChange } = this.#options;
    if (!this.#isOpen) this.#openedAt = undefined;
    else this.#openedAt ??= clock.now();
    const { state } = this;
    if (state === this.#announced) return;
    this.#announced = state;
    onChange?.(state);
  }
}
