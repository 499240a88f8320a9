import { ConsecutiveBreaker } from 'cockatiel';

import type { Clock } from '../provider/clock.ts';
import type { StageVerdict, Stage, Verdict } from './stage-verdict.ts';

/** `open` rests; `probe-due` lets one task through to find out; `probing` waits for what it learns. */
export type BreakerState = 'closed' | 'open' | 'probe-due' | 'probing';

export interface BreakerRule {
  /** Counted failures in a row at one stage that open it. */
  readonly failuresToOpen: number;
  readonly restMs: number;
  /** Probes in a row that must succeed to close it. */
  readonly successesToClose: number;
  /** How often each open provider is probed while there is no other to turn to. */
  readonly lastResortEveryMs: number;
}

/** The classic rule. */
export const classicRule: BreakerRule = {
  failuresToOpen: 5,
  restMs: 60_000,
  successesToClose: 3,
  lastResortEveryMs: 5_000,
};

/** For strategies that need no breaker. */
export const neverOpens: BreakerRule = { ...classicRule, failuresToOpen: Infinity };

/** The right to send one task to a provider whose breaker is open. Its end is reported once. */
export interface Probe {
  /** Where it is known what the probe was sent to learn. */
  readonly decidedAt: 'submit' | 'answer';
  settle(verdict: Verdict): void;
}

type Inner =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      readonly openedAt: number;
      readonly openedBy: Stage;
      readonly probeDueAt: number;
      readonly lastProbeAt: number;
      readonly successes: number;
      readonly probe: object | undefined;
    };

type Open = Extract<Inner, { kind: 'open' }>;

/**
 * Decides whether a provider gets tasks; it never waits and never throws. cockatiel counts the failures; its policies
 * are not used, because they park other callers behind a probe, close on an aborted one, and read the wall clock.
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #rule: BreakerRule;
  readonly #onChange: (state: BreakerState) => void;
  #counts: Record<Stage, ConsecutiveBreaker>;
  #inner: Inner = { kind: 'closed' };

  constructor(options: {
    readonly clock: Clock;
    readonly rule?: BreakerRule;
    readonly onChange?: (state: BreakerState) => void;
  }) {
    this.#clock = options.clock;
    this.#rule = options.rule ?? classicRule;
    this.#onChange = options.onChange ?? (() => undefined);
    this.#counts = this.#freshCounts();
  }

  get state(): BreakerState {
    if (this.#inner.kind === 'closed') return 'closed';
    if (this.#inner.probe !== undefined) return 'probing';
    return this.#clock.now() >= this.#inner.probeDueAt ? 'probe-due' : 'open';
  }

  /** Where the failures showed that opened it. */
  get openedBy(): Stage | undefined {
    return this.#inner.kind === 'open' ? this.#inner.openedBy : undefined;
  }

  /** When it opened, on the monotonic clock. */
  get openedAt(): number | undefined {
    return this.#inner.kind === 'open' ? this.#inner.openedAt : undefined;
  }

  /** When the next probe may go, as a last resort or by the rule; undefined while it is closed. */
  probeDueAt(isLastResort: boolean): number | undefined {
    if (this.#inner.kind === 'closed') return undefined;
    const { probeDueAt, lastProbeAt } = this.#inner;
    return isLastResort
      ? Math.min(probeDueAt, lastProbeAt + this.#rule.lastResortEveryMs)
      : probeDueAt;
  }

  /** Counts what an ordinary attempt showed. While it is open only probes are heard. */
  record({ stage, verdict }: StageVerdict): void {
    if (this.#inner.kind === 'open' || verdict === 'inconclusive') return;
    const count = this.#counts[stage];
    if (verdict === 'healthy') count.success();
    else if (count.failure()) this.#open(stage);
  }

  /** Takes the one probe that is due, or nothing when none is. */
  takeProbe(isLastResort: boolean): Probe | undefined {
    const inner = this.#inner;
    if (inner.kind === 'closed' || inner.probe !== undefined) return undefined;
    const now = this.#clock.now();
    if (now < (this.probeDueAt(isLastResort) ?? Infinity)) return undefined;
    const probe = {};
    this.#become({ ...inner, probe, lastProbeAt: now });
    return {
      decidedAt: inner.openedBy === 'submit' ? 'submit' : 'answer',
      settle: (verdict) => this.#settleProbe(probe, verdict),
    };
  }

  /** Opens or closes it by hand. */
  force(state: 'open' | 'closed'): void {
    if (state === 'open') this.#open('submit');
    else this.#close();
  }

  #settleProbe(probe: object, verdict: Verdict): void {
    const inner = this.#inner;
    // An old probe, from before somebody opened or closed by hand, has no say.
    if (inner.kind === 'closed' || inner.probe !== probe) return;
    if (verdict === 'inconclusive') return this.#become({ ...inner, probe: undefined });
    if (verdict === 'unhealthy') return this.#become(this.#opened(inner.openedBy, inner));
    const successes = inner.successes + 1;
    if (successes >= this.#rule.successesToClose) return this.#close();
    this.#become({ ...inner, probe: undefined, successes, probeDueAt: this.#clock.now() });
  }

  #open(stage: Stage): void {
    this.#become(this.#opened(stage));
  }

  #opened(openedBy: Stage, previous?: Open): Open {
    const now = this.#clock.now();
    const openedAt = previous?.openedAt ?? now;
    // The failures that opened it were the last look, so even the last resort waits from now.
    return {
      kind: 'open',
      openedAt,
      openedBy,
      probeDueAt: now + this.#rule.restMs,
      lastProbeAt: previous?.lastProbeAt ?? now,
      successes: 0,
      probe: undefined,
    };
  }

  #close(): void {
    this.#counts = this.#freshCounts();
    this.#become({ kind: 'closed' });
  }

  #become(inner: Inner): void {
    this.#inner = inner;
    this.#onChange(this.state);
  }

  #freshCounts(): Record<Stage, ConsecutiveBreaker> {
    const count = (): ConsecutiveBreaker => new ConsecutiveBreaker(this.#rule.failuresToOpen);
    return { submit: count(), poll: count(), answer: count(), judgement: count() };
  }
}
