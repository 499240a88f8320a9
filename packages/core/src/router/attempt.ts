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
import { EarlyCallback } from './early-callback.ts';
import { HeldSlot } from './held-slot.ts';
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
  readonly #slot: HeldSlot;
  #isReleased = false;
  readonly #early = new EarlyCallback();

  constructor(init: AttemptInit, services: RouterServices) {
    this.init = init;
    this.#services = services;
    this.#health = new AttemptHealth(init, services);
    this.state = new AttemptState(init, services.clock);
    this.#slot = new HeldSlot(init.account.slots, services);
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
    void this.#run();
  }

  /** The task moves on. What was sent is left to finish, what was not is never sent. */
  leave(why: LeftReason): void {
    if (!this.state.isAwaited) return;
    this.state.left = why;
    this.#moved.abort('moved on');
    const { taskId, account } = this.init;
    const names = { taskId, attemptId: this.id, providerId: account.id };
    this.#services.emit({ type: 'attempt-left', ...names, why });
    if (this.state.phase.kind === 'submitting') this.#book('maybe-paid');
    if (why === 'submit-timeout') this.#health.wentSilent();
    else if (why === 'patience') this.#health.lostPatience();
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
    const { account } = this.init;
    const { phase } = this.state;
    const watch = phase.kind === 'polling' ? phase.watch : undefined;
    const isNews = watch === undefined ? this.#early.note(notice) : !watch.isAnnounced;
    const names = { attemptId: this.id, providerId: account.id };
    if (isNews) this.#services.emit({ type: 'callback-received', ...names });
    if (watch !== undefined) account.poller.hurry(watch);
    else if (phase.kind === 'ended') this.#adopt();
  }

  /** The reply to the submit is missing, and a callback knows the ticket all the same. */
  #adopt(): void {
    const { ticket } = this.#early;
    const isMissing = this.state.end?.kind === 'unknown';
    if (!isMissing || ticket === undefined || this.#services.closed.aborted) return;
    // The task has moved on, and need not wait here again.
    this.state.left ??= 'submit-timeout';
    this.#slot.takeAgain();
    // Nobody knows when it was accepted, or solved: at the worst as soon as it was sent.
    void this.#collect({ status: 'accepted', ticket }, this.state.submittedAt);
  }

  async #run(): Promise<void> {
    const { clock } = this.#services;
    const result = await purchase({
      init: this.init,
      services: this.#services,
      recall: this.#recall,
      over: this.#over.signal,
      onSending: () => {
        this.state.phase = { kind: 'submitting' };
        this.state.submittedAt = clock.now();
        this.#health.wasSent();
        const { patienceMs } = this.init;
        if (patienceMs === undefined) return;
        const patience = clock.sleep(patienceMs, { signal: this.#moved.signal });
        void patience.then(
          () => this.#losePatience(),
          () => undefined,
        );
      },
      onSilent: () => this.leave('submit-timeout'),
    });
    if (result.kind === 'accepted') await this.#collect(result.submission, clock.now());
    else if (result.kind === 'failed') this.#endUnaccepted(result.error);
    else this.#end(result);
  }

  #endUnaccepted(error: ProviderError): void {
    const { account, original } = this.init;
    // What was recalled says nothing about the provider, unless it was for its own silence.
    if (error.code === 'unreachable' && isForeignToProvider(this.state.left)) {
      this.#health.wasRecalled();
      return this.#end({ kind: 'recalled' });
    }
    account.applySubmitError(error, original);
    // In the same turn, so that whoever waits at the gate finds the account at rest.
    this.init.place.end(error);
    this.#health.submitFailed(error, this.state.left !== undefined);
    if (error.charged === 'no') return this.#end({ kind: 'refused', error });
    this.#book(error.charged === 'yes' ? 'paid' : 'maybe-paid');
    this.#end({ kind: error.charged === 'yes' ? 'failed' : 'unknown', error });
  }

  async #collect(submission: Submission, acceptedAt: number): Promise<void> {
    const { emit } = this.#services;
    const { taskId, account } = this.init;
    const names = { attemptId: this.id, providerId: account.id };
    this.state.acceptedAt = acceptedAt;
    const { ticket } = submission;
    this.#book('paid');
    account.applyAcceptance(this.state.submittedAt);
    this.init.place.end('accepted');
    this.#health.wasAccepted();
    emit({ type: 'attempt-accepted', taskId, ...names, ticket });
    if (submission.status === 'solved') {
      const { solution, billed, raw } = submission;
      const answer = { solution, billed, raw, ticket, lastNotReadyAt: this.state.submittedAt };
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
        if (this.#early.isHeard) account.poller.hurry(watch);
      },
      onOutcome: (outcome) => this.#endTicket(outcome, { submission, acceptedAt }),
      onStranded: () => this.leave('latched'),
      onUnanswered: () => this.#health.wasUnanswered(),
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
    this.#health.ticketFailed(outcome.error);
    if (outcome.error.charged === 'no') this.#book('refunded');
    this.#end({ kind: 'failed', error: outcome.error });
  }

  #endSolved(answer: Answer, acceptedAt: number): void {
    const { account, task } = this.init;
    if (answer.billed !== undefined) this.#services.ledger.correct(this.id, answer.billed);
    account.durationsOf(task.type).add(this.#services.clock.now() - acceptedAt);
    this.#health.wasSolved(this.state.left !== undefined);
    this.#end({ kind: 'solved', answer });
  }

  #end(end: AttemptEnd): void {
    if (this.state.phase.kind === 'ended') return;
    const { clock, emit, ledger } = this.#services;
    const isUnsent =
      end.kind === 'recalled' || end.kind === 'hook-failed' || end.kind === 'refused';
    if (isUnsent) this.#book('unpaid');
    this.state.phase = { kind: 'ended', end, endedAt: clock.now() };
    this.init.place.end();
    this.#over.abort('over');
    this.#moved.abort('moved on');
    this.#health.showsNothing();
    const cost = ledger.costOf(this.id);
    emit(attemptEndedEvent({ ...this.state.facts, end }, { taskId: this.init.taskId, cost }));
    this.#slot.freeAfter(this.state.liveUntil - clock.now());
    this.init.onEnd(this, end);
    this.#services.onAttemptOver(this);
    this.#adopt();
  }

  /** The answer has not come in time. */
  async #losePatience(): Promise<void> {
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
