import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import { AccountLatch, type Latched } from '../health/account-latch.ts';
import type { Breaker, Probe } from '../health/breaker.ts';
import { SlotCount } from '../health/capacity.ts';
import { CoolOff } from '../health/cool-off.ts';
import { Durations } from '../health/durations.ts';
import type { Evidence } from '../health/evidence.ts';
import type { HealthBook } from '../health/health-book.ts';
import type { HealthEvidence } from '../health/health-evidence.ts';
import { UnsupportedTasks } from '../health/unsupported-tasks.ts';
import { type PollSchedule, pollScheduleOf } from '../polling/poll-schedule.ts';
import { Poller } from '../polling/poller.ts';
import type { Clock } from '../provider/clock.ts';
import type { Judgement, ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import type { Task } from '../provider/task.ts';
import type { Obstacle } from '../strategy/obstacle.ts';
import type { RouterEventBody } from './router-events.ts';
import { SubmitGate, type SubmitPlace } from './submit-gate.ts';
import { TypeHealth } from './type-health.ts';

export interface AccountOptions {
  readonly provider: ProviderV1;
  /** Place in `providers`, from 0. */
  readonly order: number;
  /** Shared by the accounts of one service: down is down for all. */
  readonly breaker: Breaker;
  readonly healthBook: HealthBook;
  readonly clock: Clock;
  readonly random: Random;
  readonly closed: AbortSignal;
  /** Whether one refusal spares it every task for a moment, and not only the one that was refused. */
  readonly restsAfterRefusal?: boolean | undefined;
  emit(event: RouterEventBody): void;
  onEvidence(service: string, evidence: Evidence): void;
  /** Something changed that may let a waiting task go. */
  onChange(): void;
}

/** What a task is given on its way to a provider. */
export interface Entrance {
  readonly probe: Probe | undefined;
  readonly place: SubmitPlace;
}

/** All that the router knows of one provider: its breaker, latch, cool-off, slots, tickets and lessons. */
export class Account {
  readonly provider: ProviderV1;
  readonly order: number;
  readonly breaker: Breaker;
  readonly coolOff: CoolOff;
  readonly slots: SlotCount;
  readonly poller: Poller;
  readonly schedule: PollSchedule;
  readonly judgements: Record<Judgement, number> = { accepted: 0, rejected: 0 };
  isDrained = false;
  readonly #options: AccountOptions;
  readonly #latch: AccountLatch;
  readonly #gate: SubmitGate;
  readonly #unsupported: UnsupportedTasks;
  readonly #durations = new Map<string, Durations>();
  readonly #health = new Map<string, TypeHealth>();
  /** Since when it has refused whatever was sent there; undefined when it has not. */
  refusingSince: number | undefined;

  constructor(options: AccountOptions) {
    const { provider, clock, random, breaker, order } = options;
    this.#options = options;
    this.provider = provider;
    this.order = order;
    this.breaker = breaker;
    this.coolOff = new CoolOff(clock);
    this.#unsupported = new UnsupportedTasks(clock);
    this.slots = new SlotCount(
      provider.supports.pricing.kind === 'slots' ? provider.supports.pricing.slots : undefined,
    );
    this.#gate = new SubmitGate({
      ...options,
      latched: () => this.latched,
      isCoolingOff: () => this.coolOff.until !== undefined,
    });
    this.schedule = pollScheduleOf(provider.supports);
    this.#latch = new AccountLatch({
      ...options,
      onChange: (latched, cause) => this.#onLatchChanged(latched, cause),
    });
    this.poller = new Poller({
      provider,
      clock,
      random,
      lawOf: (taskType) => this.healthOf(taskType).knownLaw,
      onPolled: (verdict) => this.learn({ stage: 'poll', verdict }),
      onPollFailed: ({ code }, attemptId) =>
        options.emit({ type: 'poll-failed', providerId: provider.id, attemptId, code }),
      onAccountTrouble: (error) => this.#applyPollError(error),
    });
  }

  get id(): string {
    return this.provider.id;
  }

  get latched(): Latched | undefined {
    return this.#latch.latched;
  }

  durationsOf(taskType: string): Durations {
    const known = this.#durations.get(taskType);
    if (known !== undefined) return known;
    const durations = new Durations();
    this.#durations.set(taskType, durations);
    return durations;
  }

  /** What keeps such a task away, apart from the breaker. */
  obstacleFor(task: Task): Obstacle | undefined {
    const { latched } = this.#latch;
    if (this.isDrained) return { kind: 'drained' };
    if (!Object.hasOwn(this.provider.supports.taskTypes, task.type))
      return { kind: 'type-unsupported' };
    if (this.#unsupported.has(task))
      return { kind: task.type === 'raw' ? 'method-unsupported' : 'type-unsupported' };
    if (latched !== undefined && !this.#latch.isTrialDue)
      return { kind: 'latched', reason: latched.reason };
    const until = this.coolOff.until;
    if (until !== undefined)
      return { kind: 'cooling-off', until, isFull: this.coolOff.isFromCapacity };
    const pacedUntil = this.#gate.nextEntryAt(this.#options.clock.now());
    if (pacedUntil !== undefined) return { kind: 'paced', until: pacedUntil };
    return this.slots.isFull ? { kind: 'full' } : undefined;
  }

  /** A task sets out for it, and takes the breaker's probe and the latch's one trial where they are due. */
  enter(isLastResort: boolean): Entrance {
    const isTrial = this.#latch.isTrialDue;
    this.#latch.takeTrial();
    return { probe: this.breaker.takeProbe(isLastResort), place: this.#gate.enter({ isTrial }) };
  }

  healthOf(taskType: string): TypeHealth {
    const known = this.#health.get(taskType);
    if (known !== undefined) return known;
    const { id: providerId, service } = this.provider;
    const { healthBook } = this.#options;
    const health = new TypeHealth(healthBook.filterOf({ providerId, service, taskType }));
    this.#health.set(taskType, health);
    return health;
  }

  /** What is seen of one attempt. */
  observe(taskType: string, evidence: HealthEvidence): void {
    const { id: providerId, service } = this.provider;
    this.healthOf(taskType).note(evidence);
    this.#options.healthBook.record({ providerId, service, taskType }, evidence);
    if (evidence.kind === 'accepted') this.refusingSince = undefined;
    if (evidence.kind !== 'rejected') return;
    this.refusingSince ??= evidence.at;
    if (this.#options.restsAfterRefusal === true) this.coolOff.start(undefined, false);
  }

  /** Passes evidence on to the breaker. */
  learn(evidence: Evidence): void {
    this.breaker.record(evidence);
    this.#options.onEvidence(this.provider.service, evidence);
  }

  /** Draws the consequences of a failed submit for this account; its health is the attempt's to report. */
  applySubmitError(error: ProviderError, task: Task): void {
    switch (consequences[error.code].submit.account) {
      case 'latch':
        return this.#latch.latch(error);
      case 'shrink':
        this.slots.shrink();
        return this.#coolDown(error, true);
      case 'cool-off':
        return this.#coolDown(error, false);
      case 'forget-task-type':
        return this.#unsupported.note(task);
      case 'none':
        return undefined;
    }
  }

  /** A task was accepted that was sent at an instant: what kept the account at rest then is over. */
  applyAcceptance(sentAt: number): void {
    this.slots.grow();
    if (this.latched !== undefined && this.latched.sinceAt < sentAt) this.#latch.lift();
  }

  /** Lifts a latch on the credentials when the key has changed since. */
  async noticeNewKey(): Promise<void> {
    await this.#latch.noticeNewKey();
  }

  #applyPollError(error: ProviderError): void {
    const { account } = consequences[error.code].poll;
    if (account === 'latch') this.#latch.latch(error);
    if (account === 'cool-off') this.#coolDown(error, error.code === 'at-capacity');
  }

  #coolDown(error: ProviderError, isFromCapacity: boolean): void {
    this.coolOff.start(error.retryAfterMs, isFromCapacity);
    const untilMs = (this.coolOff.until ?? 0) - this.#options.clock.now();
    this.#options.emit({
      type: 'provider-cooled-off',
      providerId: this.id,
      untilMs,
      code: error.code,
    });
  }

  #onLatchChanged(latched: Latched | undefined, cause: ProviderError | undefined): void {
    const { emit, clock, onChange } = this.#options;
    this.#gate.wake();
    if (latched === undefined) {
      this.poller.resume();
      emit({ type: 'account-unlatched', providerId: this.id });
      return onChange();
    }
    // An empty account still answers for what it has paid, unless it was a poll that was refused.
    if (latched.reason !== 'funds-exhausted' || cause?.operation === 'poll') this.poller.pause();
    const nextLookMs = latched.nextLookAt - clock.now();
    const code = cause?.code ?? latched.reason;
    emit({ type: 'account-latched', providerId: this.id, code, nextLookMs });
  }
}
