import { consequences } from '../errors/consequences.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { PaymentState } from '../ledger/spend.ts';
import type { TicketOutcome } from '../polling/ticket-watch.ts';
import type { CallbackNotice } from '../provider/callback.ts';
import type { Submission } from '../provider/submission.ts';
import { afterLastWords } from '../seams/within.ts';
import { staleness } from './answer-freshness.ts';
import type { Answer, AttemptEnd } from './attempt-end.ts';
import { AttemptHealth } from './attempt-health.ts';
import type { AttemptInit } from './attempt-init.ts';
import { AttemptState } from './attempt-state.ts';
import { collectTicket } from './collect-ticket.ts';
import { isForeignToProvider, type LeftReason } from './left-reason.ts';
import { purchase } from './purchase.ts';
import { attemptEndedEvent } from './report-attempt.ts';
import type { RouterServices } from './router-services.ts';
import { taskKey } from './task-key.ts';

/** One task at one provider, from the submit to the verdict, whether or not anybody still waits for it. */
export class Attempt {
  readonly init: AttemptInit;
  readonly state: AttemptState;
  readonly #services: RouterServices;
  readonly #health: AttemptHealth;
  readonly #recall = new AbortController();
  readonly #over = new AbortController();
  readonly #moved = new AbortController();
  readonly #giveSlotBack: () => void;
  #isReleased = false;
  /** A callback that came before there was a ticket to poll. */
  #early: CallbackNotice | undefined;

  constructor(init: AttemptInit, services: RouterServices) {
    this.init = init;
    this.#services = services;
    this.#health = new AttemptHealth(init.account, init.probe);
    this.state = new AttemptState(init, services.clock);
    this.#giveSlotBack = init.account.slots.take();
  }

  get id(): string {
    return this.init.attemptId;
  }

  /** Equal for attempts at deeply equal tasks only. */
  get taskKey(): string {
    return taskKey(this.init.original);
  }

  start(): void {
    const { taskId, decision, account, task } = this.init;
    const names = { attemptId: this.id, providerId: account.id };
    const listed = this.#services.priceOf(account, task.type);
    const isSlot = account.provider.supports.pricing.kind === 'slots';
    this.#services.ledger.open({ ...names, listed, isSlot });
    this.#services.emit({ type: 'attempt-started', taskId, ...names, decision });
    this.#services.onAttemptStarted(this);
    void this.#watchPatience();
    void this.#run();
  }

  /** The task moves on. What was sent is left to finish, what was not is never sent. */
  leave(why: LeftReason): void {
    if (!this.state.isAwaited) return;
    this.state.left = why;
    this.#moved.abort();
    const { taskId, account } = this.init;
    const names = { taskId, attemptId: this.id, providerId: account.id };
    this.#services.emit({ type: 'attempt-left', ...names, why });
    if (this.state.phase.kind === 'submitting') this.#book('maybe-paid');
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
    if (this.state.phase.kind === 'polling' && this.state.phase.watch !== undefined) {
      this.init.account.poller.leaveToSalvage(this.state.phase.watch);
    }
  }

  /** A callback names this attempt. It is a hint: what it says is confirmed by a poll. */
  hear(notice: CallbackNotice): void {
    const { phase } = this.state;
    if (phase.kind === 'polling' && phase.watch !== undefined) {
      return this.init.account.poller.hurry(phase.watch);
    }
    this.#early = notice;
    if (phase.kind === 'ended') this.#adopt();
  }

  /** The reply to the submit is missing, and a callback knows the ticket all the same. */
  #adopt(): void {
    const ticket = this.#early?.ticket;
    const isMissing = this.state.end?.kind === 'unknown';
    if (!isMissing || ticket === undefined || this.#services.closed.aborted) return;
    // The task has moved on, and need not wait here again.
    this.state.left ??= 'submit-timeout';
    void this.#collect({ status: 'accepted', ticket });
  }

  async #run(): Promise<void> {
    const result = await purchase({
      init: this.init,
      services: this.#services,
      recall: this.#recall,
      over: this.#over.signal,
      onSending: () => {
        this.state.phase = { kind: 'submitting' };
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
    if (error.code === 'unreachable' && isForeignToProvider(this.state.left))
      return this.#end({ kind: 'recalled' });
    account.applySubmitError(error, task.type);
    const isCounted =
      consequences[error.code].submit.health === 'counted' && this.state.left === undefined;
    this.#health.submitShowed(isCounted ? 'unhealthy' : 'inconclusive');
    if (error.charged === 'no') return this.#end({ kind: 'refused', error });
    this.#book(error.charged === 'yes' ? 'paid' : 'maybe-paid');
    this.#end({ kind: error.charged === 'yes' ? 'failed' : 'unknown', error });
  }

  async #collect(submission: Submission): Promise<void> {
    const { clock, emit } = this.#services;
    const { taskId, account } = this.init;
    const names = { attemptId: this.id, providerId: account.id };
    const acceptedAt = clock.now();
    const { ticket } = submission;
    this.#book('paid');
    account.applyAcceptance(this.state.startedAt);
    this.#health.submitShowed('healthy');
    emit({ type: 'attempt-accepted', taskId, ...names, ticket });
    if (submission.status === 'solved') {
      const { solution, billed, raw } = submission;
      const answer = { solution, billed, raw, ticket, lastNotReadyAt: this.state.startedAt };
      return this.#endSolved(answer, acceptedAt);
    }
    await collectTicket({
      init: this.init,
      services: this.#services,
      ticket: submission.ticket,
      acceptedAt,
      onRecorded: (record) => {
        this.state.phase = { kind: 'polling', record, watch: undefined };
      },
      onWatched: (watch) => {
        if (this.state.phase.kind === 'polling') this.state.phase = { ...this.state.phase, watch };
        if (this.#isReleased) account.poller.leaveToSalvage(watch);
        if (this.#early !== undefined) account.poller.hurry(watch);
      },
      onOutcome: (outcome) => this.#endTicket(outcome, { submission, acceptedAt }),
      onStranded: () => this.leave('latched'),
    });
  }

  #endTicket(
    outcome: TicketOutcome,
    { submission, acceptedAt }: { readonly submission: Submission; readonly acceptedAt: number },
  ): void {
    if (outcome.kind === 'solved') {
      const answer = { ...outcome, ticket: submission.ticket };
      const now = this.#services.clock.now();
      const error = staleness(answer, { account: this.init.account, now });
      if (error !== undefined) return this.#end({ kind: 'failed', error });
      return this.#endSolved(answer, acceptedAt);
    }
    if (outcome.error.charged === 'no') this.#book('refunded');
    this.#end({ kind: 'failed', error: outcome.error });
  }

  #endSolved(answer: Answer, acceptedAt: number): void {
    const { account, task } = this.init;
    if (answer.billed !== undefined) this.#services.ledger.correct(this.id, answer.billed);
    account.durationsOf(task.type).add(this.#services.clock.now() - acceptedAt);
    if (this.state.left === undefined) this.#health.answerShowed('healthy');
    else this.#health.cameLate();
    this.#end({ kind: 'solved', answer });
  }

  #end(end: AttemptEnd): void {
    if (this.state.phase.kind === 'ended') return;
    const { clock, emit, ledger } = this.#services;
    const isUnsent =
      end.kind === 'recalled' || end.kind === 'hook-failed' || end.kind === 'refused';
    if (isUnsent) this.#book('unpaid');
    this.state.phase = { kind: 'ended', end, endedAt: clock.now() };
    this.#over.abort();
    this.#moved.abort();
    this.#health.showsNothing();
    const cost = ledger.costOf(this.id);
    emit(attemptEndedEvent({ ...this.state.facts, end }, { taskId: this.init.taskId, cost }));
    this.#freeSlot();
    this.init.onEnd(this, end);
    this.#services.onAttemptOver(this);
    this.#adopt();
  }

  /** A task that may still be in work holds its slot. */
  #freeSlot(): void {
    const { clock, closed, onChange } = this.#services;
    const heldMs = this.state.liveUntil - clock.now();
    if (heldMs <= 0) return this.#giveSlotBack();
    const free = (): void => {
      this.#giveSlotBack();
      onChange();
    };
    void clock.sleep(heldMs, { signal: closed, keepAlive: false }).then(free, () => undefined);
  }

  async #watchPatience(): Promise<void> {
    const { clock } = this.#services;
    const isOver = await clock.sleep(this.init.patienceMs, { signal: this.#moved.signal }).then(
      () => false,
      () => true,
    );
    if (isOver) return;
    if (this.state.phase.kind === 'polling') return this.leave('patience');
    if (this.state.phase.kind !== 'submitting') return;
    // What has not been written yet is taken back, and then was never sent.
    this.#recall.abort();
    await afterLastWords(undefined);
    this.leave('submit-timeout');
  }

  #book(state: PaymentState): void {
    this.state.payment = state;
    this.#services.ledger.book(this.id, state);
  }
}
