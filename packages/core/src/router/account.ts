import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import { AccountLatch, type Latched } from '../health/account-latch.ts';
import type { Breaker, BreakerState, Probe } from '../health/breaker.ts';
import { ArrivalRate } from '../health/arrival-rate.ts';
import { CapacityQuestion } from '../health/capacity-question.ts';
import { SlotCount } from '../health/capacity.ts';
import { CoolOff } from '../health/cool-off.ts';
import type { StageVerdict } from '../health/stage-verdict.ts';
import type { HealthBook } from '../health/health-book.ts';
import { UnsupportedTasks } from '../health/unsupported-tasks.ts';
import { type PollSchedule, pollScheduleOf } from '../polling/poll-schedule.ts';
import { Poller } from '../polling/poller.ts';
import type { Clock } from '../provider/clock.ts';
import type { Judgement, ProviderV1 } from '../provider/provider-v1.ts';
import type { Random } from '../provider/random.ts';
import type { Task } from '../provider/task.ts';
import type { Obstacle } from '../strategy/obstacle.ts';
import { AccountHealth } from './account-health.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { RouterEventBody } from './router-events.ts';
import { SubmitGate, type SubmitPlace } from './submit-gate.ts';

export interface AccountOptions {
  readonly provider: ProviderV1;
  /** Place in `providers`, from 0. */
  readonly order: number;
  /** The classic one, shared by the accounts of one service; without it, each task type's is derived from its health. */
  readonly breaker: Breaker | undefined;
  readonly healthBook: HealthBook;
  readonly clock: Clock;
  readonly random: Random;
  readonly closed: AbortSignal;
  emit(event: RouterEventBody): void;
  onBreakerChanged?(taskType: string | undefined, state: BreakerState): void;
  onEvidence(service: string, evidence: StageVerdict): void;
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
  readonly health: AccountHealth;
  readonly coolOff: CoolOff;
  readonly slots: SlotCount;
  /** Of the tasks that it could take. */
  readonly arrivals: ArrivalRate;
  readonly poller: Poller;
  readonly schedule: PollSchedule;
  readonly judgements: Record<Judgement, number> = { accepted: 0, rejected: 0 };
  isDrained = false;
  readonly #options: AccountOptions;
  readonly #latch: AccountLatch;
  readonly #gate: SubmitGate;
  readonly #capacity: CapacityQuestion;
  readonly #unsupported: UnsupportedTasks;

  constructor(options: AccountOptions) {
    const { provider, clock, random, order } = options;
    this.#options = options;
    this.provider = provider;
    this.order = order;
    this.health = new AccountHealth({
      ...options,
      onEvidence: (subject, evidence) =>
        options.emit({ type: 'health-evidence', ...subject, evidence }),
      onRelief: options.onChange,
    });
    this.coolOff = new CoolOff(clock);
    this.arrivals = new ArrivalRate(clock);
    this.#unsupported = new UnsupportedTasks(clock);
    this.slots = new SlotCount(
      provider.supports.pricing.kind === 'slots' ? provider.supports.pricing.slots : undefined,
      clock,
    );
    this.#capacity = new CapacityQuestion(options);
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
      lawOf: (taskType) => this.health.of(taskType).knownLaw,
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
    return this.slots.isFull ? { kind: 'full', nextTryAt: this.slots.nextTryAt } : undefined;
  }

  /** A task sets out for it, and takes the breaker's probe and the latch's one trial where they are due. */
  enter(taskType: string, isLastResort: boolean): Entrance {
    const isTrial = this.#latch.isTrialDue;
    this.#latch.takeTrial();
    const probe = this.health.enter(taskType, isLastResort);
    return { probe, place: this.#gate.enter({ isTrial }) };
  }

  /** Whether it could take tasks of a type, now or after a rest. */
  takesPartIn(taskType: string): boolean {
    const isDeclared = Object.hasOwn(this.provider.supports.taskTypes, taskType);
    return isDeclared && !this.isDrained && this.latched === undefined;
  }

  /** Passes evidence on to the breaker. */
  learn(evidence: StageVerdict): void {
    this.#options.breaker?.record(evidence);
    this.#options.onEvidence(this.provider.service, evidence);
  }

  /** Draws the consequences of a failed submit for this account; its health is the attempt's to report. */
  applySubmitError(error: ProviderError, task: Task): void {
    switch (consequences[error.code].submit.account) {
      case 'latch':
        return this.#latch.latch(error);
      case 'shrink':
        this.slots.shrink();
        void this.#askForSlots((fitting) => this.slots.lowerTo(fitting));
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
    if (this.slots.grow()) void this.#askForSlots((fitting) => this.slots.raiseTo(fitting));
    if (this.latched !== undefined && this.latched.sinceAt < sentAt) this.#latch.lift();
  }

  /** What outlives the process, as JSON. */
  snapshot(): AccountSnapshot {
    const { id: providerId, service } = this.provider;
    return {
      providerId,
      service,
      health: this.health.snapshot(),
      latch: this.#latch.snapshot(),
      unsupported: this.#unsupported.snapshot(),
      isDrained: this.isDrained,
    };
  }

  /** @param takenAt when the snapshot was taken, on this process's monotonic clock: in the past. */
  restore({ health, latch, unsupported, isDrained }: AccountSnapshot, takenAt: number): void {
    this.health.restore(health, takenAt);
    if (latch !== undefined) this.#latch.restore(latch);
    this.#unsupported.restore(unsupported);
    this.isDrained = isDrained;
  }

  /** Lifts a latch on the credentials when the key has changed since. */
  async noticeNewKey(): Promise<void> {
    await this.#latch.noticeNewKey();
  }

  /** After a refusal the answer can only lower the estimate, after an acceptance beyond it only raise it. */
  async #askForSlots(learn: (fitting: number) => void): Promise<void> {
    if (this.latched !== undefined) return;
    const fitting = await this.#capacity.ask(() => this.slots.inUse);
    if (fitting === undefined) return;
    learn(fitting);
    this.#options.onChange();
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
    this.#options.healthBook.touch();
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
