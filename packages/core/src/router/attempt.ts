import type { AttemptReport } from '../errors/attempt-report.ts';
import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import type { PaymentState } from '../ledger/spend.ts';
import type { TicketOutcome, TicketWatch } from '../polling/ticket-watch.ts';
import type { Submission } from '../provider/submission.ts';
import type { Answer, AttemptEnd } from './attempt-end.ts';
import { AttemptHealth } from './attempt-health.ts';
import type { AttemptInit } from './attempt-init.ts';
import { runHook } from './hooks.ts';
import { isForeignToProvider, type LeftReason } from './left-reason.ts';
import { purchase } from './purchase.ts';
import { attemptEndedEvent, type AttemptFacts, reportAttempt } from './report-attempt.ts';
import type { RouterServices } from './router-services.ts';
import { taskKey } from './task-key.ts';

/** How long a task may still be in work at a provider whose reply to the submit is missing, at the least. */
const shortestUnknownLifeMs = 60_000;

type Phase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'submitting' }
  | { readonly kind: 'polling'; readonly record: TicketRecord; readonly watch: TicketWatch | undefined }
  | { readonly kind: 'ended'; readonly end: AttemptEnd; readonly endedAt: number };

/** One task at one provider, from the submit to the verdict, whether or not anybody still waits for it. */
export class Attempt {
  readonly init: AttemptInit;
  readonly #services: RouterServices;
  readonly #health: AttemptHealth;
  readonly #startedAt: number;
  readonly #startedAtEpochMs: number;
  readonly #recall = new AbortController();
  readonly #over = new AbortController();
  readonly #moved = new AbortController();
  readonly #giveSlotBack: () => void;
  #phase: Phase = { kind: 'starting' };
  #payment: PaymentState = 'unpaid';
  #left: LeftReason | undefined;
  #isReleased = false;

  constructor(init: AttemptInit, services: RouterServices) {
    this.init = init;
    this.#services = services;
    this.#health = new AttemptHealth(init.account, init.probe);
    this.#startedAt = services.clock.now();
    this.#startedAtEpochMs = services.clock.epochMs();
    this.#giveSlotBack = init.account.slots.take();
  }

  get id(): string {
    return this.init.attemptId;
  }

  get payment(): PaymentState {
    return this.#payment;
  }

  /** Equal for attempts at deeply equal tasks only. */
  get taskKey(): string {
    return taskKey(this.init.original);
  }

  /** Whether the task waits for this attempt, and has not moved on. */
  get isAwaited(): boolean {
    return this.isPending && this.#left === undefined;
  }

  /** Whether the task has moved on. */
  get hasLeft(): boolean {
    return this.#left !== undefined;
  }

  /** How it ended; undefined while it has not. */
  get end(): AttemptEnd | undefined {
    return this.#phase.kind === 'ended' ? this.#phase.end : undefined;
  }

  /** Whether an answer may still come. */
  get isPending(): boolean {
    return this.#phase.kind !== 'ended';
  }

  /** Until when the provider may have the task in work, as far as is known now. */
  get liveUntil(): number {
    if (this.#phase.kind !== 'ended') return Infinity;
    if (this.#phase.end.kind !== 'unknown') return -Infinity;
    const p99Ms = this.init.account.durationsOf(this.init.task.type).p99Ms ?? 0;
    return this.#startedAt + Math.max(shortestUnknownLifeMs, p99Ms);
  }

  /** What another process needs to collect the answer; undefined without a ticket, or after its end. */
  get openTicket(): TicketRecord | undefined {
    return this.#phase.kind === 'polling' ? this.#phase.record : undefined;
  }

  start(): void {
    const { taskId, decision, account, task } = this.init;
    const names = { attemptId: this.id, providerId: account.id };
    const isSlot = account.provider.supports.pricing.kind === 'slots';
    this.#services.ledger.open({ ...names, listed: this.#services.priceOf(account, task.type), isSlot });
    this.#services.emit({ type: 'attempt-started', taskId, ...names, decision });
    this.#services.onAttemptStarted(this);
    void this.#watchPatience();
    void this.#run();
  }

  /** The task moves on. What was sent is left to finish, what was not is never sent. */
  leave(why: LeftReason): void {
    if (!this.isAwaited) return;
    this.#left = why;
    this.#moved.abort();
    const { taskId, account } = this.init;
    this.#services.emit({ type: 'attempt-left', taskId, attemptId: this.id, providerId: account.id, why });
    if (this.#phase.kind === 'submitting') this.#book('maybe-paid');
    if (why === 'submit-timeout') this.#health.submitShowed('unhealthy');
    else if (why === 'patience') this.#health.answerShowed('unhealthy');
    else this.#health.showsNothing();
    this.#recall.abort();
    this.init.onLeft(this, why);
  }

  /** Nobody waits for an answer any more: from here on it is salvage. */
  release(why: LeftReason): void {
    this.#isReleased = true;
    this.leave(why);
    if (this.#phase.kind === 'polling' && this.#phase.watch !== undefined) {
      this.init.account.poller.leaveToSalvage(this.#phase.watch);
    }
  }

  report(): AttemptReport {
    return reportAttempt(this.#facts);
  }

  async #run(): Promise<void> {
    const result = await purchase({
      init: this.init,
      services: this.#services,
      recall: this.#recall,
      over: this.#over.signal,
      onSending: () => {
        this.#phase = { kind: 'submitting' };
      },
      onSilent: () => this.leave('submit-timeout'),
    });
    if (result.kind === 'accepted') await this.#collect(result.submission);
    else if (result.kind === 'failed') this.#endUnaccepted(result.error);
    else this.#end(result);
  }

  #endUnaccepted(error: ProviderError): void {
    const { account, task } = this.init;
    // What was recalled says nothing about the provider, unless it was for its own silence.
    if (error.code === 'unreachable' && isForeignToProvider(this.#left)) return this.#end({ kind: 'recalled' });
    account.applySubmitError(error, task.type);
    const isCounted = consequences[error.code].submit.health === 'counted' && this.#left === undefined;
    this.#health.submitShowed(isCounted ? 'unhealthy' : 'inconclusive');
    if (error.charged === 'no') return this.#end({ kind: 'refused', error });
    this.#book(error.charged === 'yes' ? 'paid' : 'maybe-paid');
    this.#end({ kind: error.charged === 'yes' ? 'failed' : 'unknown', error });
  }

  async #collect(submission: Submission): Promise<void> {
    const { clock, emit, closed } = this.#services;
    const { taskId, account, task, hooks } = this.init;
    const names = { attemptId: this.id, providerId: account.id };
    const acceptedAt = clock.now();
    const { ticket } = submission;
    this.#book('paid');
    account.applyAcceptance(this.#startedAt);
    this.#health.submitShowed('healthy');
    emit({ type: 'attempt-accepted', taskId, ...names, ticket });
    if (submission.status === 'solved') {
      const { solution, billed, raw } = submission;
      const answer = { solution, billed, raw, ticket, lastNotReadyAt: this.#startedAt };
      return this.#endSolved(answer, acceptedAt);
    }
    const record = {
      ...names,
      ticket: submission.ticket,
      taskType: task.type,
      acceptedAtEpochMs: clock.epochMs(),
    };
    this.#phase = { kind: 'polling', record, watch: undefined };
    if ((await runHook(hooks.onAccepted, { record, clock, closed })) !== undefined) {
      emit({ type: 'hook-failed', ...names, hook: 'onAccepted' });
    }
    const watch = account.poller.watch({
      attemptId: this.id,
      ticket: submission.ticket,
      taskType: task.type,
      acceptedAt,
      remainingMs: () => this.init.remainingMs(),
      onOutcome: (outcome) => this.#endTicket(outcome, { submission, acceptedAt }),
      onStranded: () => this.leave('latched'),
    });
    this.#phase = { kind: 'polling', record, watch };
    if (this.#isReleased) account.poller.leaveToSalvage(watch);
  }

  #endTicket(
    outcome: TicketOutcome,
    { submission, acceptedAt }: { readonly submission: Submission; readonly acceptedAt: number },
  ): void {
    if (outcome.kind === 'solved') {
      return this.#endSolved({ ...outcome, ticket: submission.ticket }, acceptedAt);
    }
    if (outcome.error.charged === 'no') this.#book('refunded');
    this.#end({ kind: 'failed', error: outcome.error });
  }

  #endSolved(answer: Answer, acceptedAt: number): void {
    const { account, task } = this.init;
    if (answer.billed !== undefined) this.#services.ledger.correct(this.id, answer.billed);
    account.durationsOf(task.type).add(this.#services.clock.now() - acceptedAt);
    if (this.#left === undefined) this.#health.answerShowed('healthy');
    else this.#health.cameLate();
    this.#end({ kind: 'solved', answer });
  }

  #end(end: AttemptEnd): void {
    if (this.#phase.kind === 'ended') return;
    const { clock, emit, ledger } = this.#services;
    const isUnsent = end.kind === 'recalled' || end.kind === 'hook-failed' || end.kind === 'refused';
    if (isUnsent) this.#book('unpaid');
    this.#phase = { kind: 'ended', end, endedAt: clock.now() };
    this.#over.abort();
    this.#moved.abort();
    this.#health.showsNothing();
    const cost = ledger.costOf(this.id);
    emit(attemptEndedEvent({ ...this.#facts, end }, { taskId: this.init.taskId, cost }));
    this.#freeSlot();
    this.init.onEnd(this, end);
    ledger.settle(this.id);
    this.#services.onAttemptOver(this);
  }

  /** A task that may still be in work holds its slot. */
  #freeSlot(): void {
    const { clock, closed, onChange } = this.#services;
    const heldMs = this.liveUntil - clock.now();
    if (heldMs <= 0) return this.#giveSlotBack();
    const free = (): void => {
      this.#giveSlotBack();
      onChange();
    };
    void clock.sleep(heldMs, { signal: closed, keepAlive: false }).then(free, () => undefined);
  }

  async #watchPatience(): Promise<void> {
    const isOver = await this.#services.clock
      .sleep(this.init.patienceMs, { signal: this.#moved.signal })
      .then(() => false, () => true);
    if (!isOver) this.leave(this.#phase.kind === 'polling' ? 'patience' : 'submit-timeout');
  }

  #book(state: PaymentState): void {
    this.#payment = state;
    this.#services.ledger.book(this.id, state);
  }

  get #facts(): AttemptFacts {
    const phase = this.#phase;
    const until = phase.kind === 'ended' ? phase.endedAt : this.#services.clock.now();
    return {
      attemptId: this.id,
      providerId: this.init.account.id,
      decision: this.init.decision,
      startedAtEpochMs: this.#startedAtEpochMs,
      durationMs: until - this.#startedAt,
      payment: this.#payment,
      end: phase.kind === 'ended' ? phase.end : undefined,
    };
  }
}
