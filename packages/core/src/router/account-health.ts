import type { Breaker, BreakerState, Probe } from '../health/breaker.ts';
import { shortestCoolOffMs } from '../health/cool-off.ts';
import type { HealthBook, Subject } from '../health/health-book.ts';
import type { HealthEvidence } from '../health/health-evidence.ts';
import type { ProviderBreaker } from '../health/provider-breaker.ts';
import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { TypeHealth, type TypeSnapshot } from './type-health.ts';

export interface AccountHealthOptions {
  readonly provider: Pick<ProviderV1, 'id' | 'service'>;
  /** The classic one, shared by the accounts of one service; without it, each task type's is derived from its health. */
  readonly breaker: Breaker | undefined;
  readonly healthBook: HealthBook;
  readonly clock: Clock;
  onEvidence?(subject: Subject, evidence: HealthEvidence): void;
  /** @param taskType undefined for every one. */
  onBreakerChanged?(taskType: string | undefined, state: BreakerState): void;
  /** It accepts again after it refused: whoever waits may go. */
  onRelief?(): void;
}

export type HealthSnapshot = Readonly<Record<string, TypeSnapshot>>;

/** A service that is this slow to refuse may accept as well: the others wait no longer for the one that tries. */
const longestTrialMs = 5_000;
/** So surely healthy, a provider that refuses one task is not left alone for it: one of hundreds is no news. */
const soundFrom = 0.9;

/** How one provider fares, task type by task type. */
export class AccountHealth {
  readonly #options: AccountHealthOptions;
  readonly #types = new Map<string, TypeHealth>();
  #isHeldOpen = false;
  #refusingSince: number | undefined;
  #restsUntil = -Infinity;
  #trial: { readonly endsAt: number } | undefined;

  constructor(options: AccountHealthOptions) {
    this.#options = options;
  }

  /** Task types that something was asked about, with how it fares with them. */
  get types(): ReadonlyMap<string, TypeHealth> {
    return this.#types;
  }

  /** Whether somebody opened its breakers by hand, and nobody has closed them since. */
  get isHeldOpen(): boolean {
    const { breaker } = this.#options;
    if (breaker !== undefined) return breaker.state === 'open';
    const types = [...this.#types.values()];
    // A probe that succeeds for one type speaks for the account.
    return this.#isHeldOpen && types.every((health) => health.breaker.isHeld);
  }

  /** Since when it has refused whatever was sent there; undefined when it has not. */
  get refusingSince(): number | undefined {
    return this.#refusingSince;
  }

  /** It has just refused a task that it should have taken, or one is finding out if it refuses still: until then it is left alone. */
  get restsUntil(): number {
    const isOnTrial = this.#refusingSince !== undefined && this.#trial !== undefined;
    return Math.max(this.#restsUntil, isOnTrial ? (this.#trial?.endsAt ?? 0) : -Infinity);
  }

  of(taskType: string): TypeHealth {
    const known = this.#types.get(taskType);
    if (known !== undefined) return known;
    const { healthBook, clock, breaker, onBreakerChanged } = this.#options;
    const { id: providerId, service } = this.#options.provider;
    const health = new TypeHealth({
      clock,
      filter: healthBook.filterOf({ providerId, service, taskType }),
      onBreakerChanged: (state) => {
        // Beside a classic breaker nobody goes by it.
        if (breaker === undefined) onBreakerChanged?.(taskType, state);
      },
    });
    if (breaker === undefined && this.isHeldOpen) health.breaker.force('open');
    this.#types.set(taskType, health);
    this.observe(taskType, { kind: 'met', at: clock.now() });
    return health;
  }

  breakerFor(taskType: string): ProviderBreaker {
    return this.#options.breaker ?? this.of(taskType).breaker;
  }

  /** A task sets out for it, and takes the breaker's probe where one is due, or is the trial of one that refuses. */
  enter(taskType: string, isLastResort: boolean): Probe | undefined {
    const health = this.of(taskType);
    const probe = this.breakerFor(taskType).takeProbe(isLastResort);
    health.breaker.noteLook();
    const isTrial =
      this.#refusingSince !== undefined && health.isSuspectAt(this.#options.clock.now());
    return isTrial ? this.#tried(probe) : probe;
  }

  /** One task at a time tries a provider that has refused whatever was sent there; its submit's reply decides. */
  #tried(probe: Probe | undefined): Probe {
    const trial = { endsAt: this.#options.clock.now() + longestTrialMs };
    this.#trial = trial;
    return {
      decidedAt: probe?.decidedAt ?? 'submit',
      settle: (verdict) => {
        if (this.#trial === trial) this.#trial = undefined;
        probe?.settle(verdict);
      },
    };
  }

  /** Opens or closes it by hand, for every task type. */
  force(state: 'open' | 'closed'): void {
    const { breaker, clock, healthBook, onBreakerChanged } = this.#options;
    breaker?.force(state);
    const isChange = this.isHeldOpen !== (state === 'open');
    this.#isHeldOpen = state === 'open';
    for (const [taskType, health] of this.#types) {
      health.breaker.force(state);
      if (state === 'closed') this.observe(taskType, { kind: 'vouched', at: clock.now() });
    }
    healthBook.touch();
    if (breaker === undefined && isChange) onBreakerChanged?.(undefined, state);
  }

  /** What is known of each task type, as JSON. */
  snapshot(): HealthSnapshot {
    const now = this.#options.clock.now();
    const types = [...this.#types].map(
      ([taskType, health]) => [taskType, health.snapshot(now)] as const,
    );
    return Object.fromEntries(types);
  }

  /** Goes on from what was known a while ago. */
  restore(snapshot: HealthSnapshot, takenAt: number): void {
    for (const [taskType, of] of Object.entries(snapshot)) this.of(taskType).restore(of, takenAt);
    this.#options.healthBook.touch();
  }

  /** What is seen of one attempt. */
  observe(taskType: string, evidence: HealthEvidence): void {
    const { id: providerId, service } = this.#options.provider;
    const health = this.of(taskType);
    health.note(evidence);
    const subject = { providerId, service, taskType };
    this.#options.healthBook.record(subject, evidence);
    this.#options.onEvidence?.(subject, evidence);
    if (evidence.kind === 'accepted' || evidence.kind === 'vouched') this.#relieve();
    if (evidence.kind !== 'rejected') return;
    this.#refusingSince ??= evidence.at;
    if (health.healthyAt(evidence.at) < soundFrom)
      this.#restsUntil = evidence.at + shortestCoolOffMs;
  }

  #relieve(): void {
    if (this.#refusingSince === undefined) return;
    this.#refusingSince = undefined;
    this.#trial = undefined;
    this.#restsUntil = -Infinity;
    this.#options.onRelief?.();
  }
}
