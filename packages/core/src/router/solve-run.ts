import type { ProviderError } from '../errors/provider-error.ts';
import {
  AllAttemptsFailedError,
  DeadlineExceededError,
  HookFailedError,
  RouterClosedError,
  TaskInvalidError,
} from '../errors/router-errors.ts';
import { Budget } from '../ledger/budget.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';
import { Alarm } from './alarm.ts';
import type { Answer, AttemptEnd } from './attempt-end.ts';
import { Attempt } from './attempt.ts';
import { buildSolved } from './build-solved.ts';
import { candidatesFor } from './candidates.ts';
import { choose } from './choose.ts';
import { considerationsOf, type DecisionReason } from './decision.ts';
import type { LeftReason } from './left-reason.ts';
import { type NextStep, NextSteps } from './next-step.ts';
import { type PreparedTasks, prepareTask } from './prepare-task.ts';
import type { Candidate } from './rank-candidates.ts';
import type { LateAnswer, RunServices } from './router-services.ts';
import { Settlement } from './settlement.ts';
import type { Priority, SolveOptions } from './solve-options.ts';
import type { Solved } from './solved.ts';
import { TaskHistory } from './task-history.ts';
import { TaskSource } from './task-source.ts';
import { nobodyLeft, remainsOf } from './unsolved.ts';

/** Waiting for providers that refused, rest or are being probed pays for so long. */
const shortWaitMs = 60_000;

export interface SolveRunInit {
  readonly task: Task;
  readonly options: SolveOptions;
  readonly deadlineMs: number;
}

/** One call of `solve`, from its first attempt to its settlement: a state machine that events push on. */
export class SolveRun {
  readonly taskId: string;
  readonly priority: Priority;
  readonly #init: SolveRunInit;
  readonly #services: RunServices;
  readonly #startedAt: number;
  readonly #source: TaskSource;
  readonly #steps: NextSteps;
  readonly #history = new TaskHistory();
  readonly #budget: Budget | undefined;
  readonly #settlement: Settlement<Solved>;
  readonly #alarm: Alarm;
  #prepared: PreparedTasks | undefined;
  #waitingSince: number | undefined;
  #lastError: ProviderError | undefined;

  constructor(init: SolveRunInit, services: RunServices) {
    const { options, deadlineMs, task } = init;
    const { clock, newId, rates, outcomeUnknown, emit } = services;
    this.#init = init;
    this.#services = services;
    this.taskId = newId('task');
    this.priority = options.priority ?? 'normal';
    this.#startedAt = clock.now();
    this.#source = new TaskSource(task, options);
    this.#steps = new NextSteps(outcomeUnknown);
    this.#budget = options.budget === undefined ? undefined : new Budget(options.budget, rates);
    this.#alarm = new Alarm(clock);
    this.#settlement = new Settlement({
      clock,
      deadlineMs,
      signal: options.signal,
      onDeadline: () => this.#exceedDeadline(),
      onAbort: (reason) => this.#reject(reason, 'aborted'),
    });
    emit({ type: 'task-started', taskId: this.taskId, taskType: String(Object(task).type), deadlineMs });
  }

  /** The latest version of the task. */
  get task(): Task {
    return this.#source.task;
  }

  /** Whether nothing is under way that may still answer it. */
  get isWaiting(): boolean {
    return !this.#settlement.isSettled && this.#history.pending.length === 0;
  }

  /** Settles once, at the latest one tick after the deadline. */
  async start(): Promise<Solved> {
    void this.#prepare(async () => this.task);
    return this.#settlement.promise;
  }

  /** Goes on if it can: called whenever something changed. */
  advance(): void {
    if (this.#prepared === undefined || this.#settlement.isSettled) return;
    if (this.#history.attempts.some(({ isAwaited }) => isAwaited)) return;
    const now = this.#services.clock.now();
    const choice = choose({
      candidates: this.#candidates(now),
      now,
      deadlineAt: this.#deadlineAt,
      shortWaitEndsAt: (this.#waitingSince ?? now) + shortWaitMs,
      isAnswerPending: this.#history.pending.length > 0,
      firstWaitMs: (id) => this.#accountOf(id)?.schedule.firstWaitMs(this.task.type) ?? 0,
    });
    const { ranked } = choice;
    if (choice.kind === 'attempt') {
      this.#attempt(choice.candidate, { ranked, reason: this.#history.nextReason });
    } else if (choice.kind === 'wait') this.#waitUntil(choice.until);
    else {
      const { attempts } = this.#history;
      this.#reject(nobodyLeft({ attempts, ranked, now, cause: this.#lastError }), 'given-up');
    }
  }

  /** Takes the answer that another task paid for and no longer wants. @returns false when it needs none. */
  takeOver({ attempt, answer }: LateAnswer): boolean {
    if (this.#settlement.isSettled || this.#prepared === undefined) return false;
    this.#solve(attempt, answer);
    return true;
  }

  close(): void {
    const message = 'the router was closed while the task was running';
    this.#reject(new RouterClosedError({ message, ...this.#remains }), 'closed');
  }

  #attempt(
    candidate: Candidate,
    { ranked, reason }: { readonly ranked: readonly Candidate[]; readonly reason: DecisionReason },
  ): void {
    const account = this.#accountOf(candidate.providerId);
    const preparation = this.#prepared?.get(candidate.providerId);
    if (account === undefined || preparation?.kind !== 'accepted') return;
    this.#alarm.clear();
    const { clock, newId, priceOf, patienceMs } = this.#services;
    const considered = considerationsOf(ranked, clock.now());
    const probe = account.enter(candidate.isLastResort);
    const attempt = new Attempt(
      {
        attemptId: newId('attempt'),
        taskId: this.taskId,
        account,
        original: this.task,
        task: preparation.task,
        decision: { providerId: account.id, reason, isProbe: probe !== undefined, considered },
        probe,
        patienceMs: patienceMs ?? this.#init.deadlineMs / 2,
        hooks: this.#init.options,
        remainingMs: () => Math.max(0, this.#deadlineAt - clock.now()),
        onEnd: (ended, end) => this.#onEnd(ended, end),
        onLeft: (left, why) => this.#onLeft(left, why),
      },
      this.#services,
    );
    this.#history.add(attempt);
    this.#budget?.add(priceOf(account, this.task.type));
    attempt.start();
  }

  #onLeft(attempt: Attempt, why: LeftReason): void {
    if (this.#settlement.isSettled) return;
    if (why !== 'patience' && why !== 'latched' && why !== 'submit-timeout') return;
    this.#history.noteLeft(why);
    this.#follow(why === 'submit-timeout' ? this.#steps.afterUnknown() : 'rank-again', attempt);
  }

  #onEnd(attempt: Attempt, end: AttemptEnd): void {
    const { clock, priceOf, onLateAnswer } = this.#services;
    const { payment, init } = attempt;
    this.#history.noteEnd(attempt, { end, now: clock.now() });
    if (payment === 'unpaid' || payment === 'refunded') this.#budget?.remove(priceOf(init.account, init.task.type));
    if (payment === 'paid') this.#waitingSince = undefined;
    if (this.#settlement.isSettled) {
      if (end.kind === 'solved') onLateAnswer({ attempt, answer: end.answer });
      return;
    }
    if (end.kind === 'solved') return this.#solve(attempt, end.answer);
    if (end.kind === 'recalled') return this.advance();
    if (end.kind === 'hook-failed') {
      const message = 'onSubmitting failed, so the task was not submitted';
      return this.#reject(new HookFailedError({ message, ...this.#remains, cause: end.cause }), 'given-up');
    }
    this.#lastError = end.error;
    // When the submit fell silent the policy was followed; now only the end of the silence is known.
    const isFollowed = end.kind === 'unknown' && attempt.hasLeft;
    this.#follow(isFollowed ? 'rank-again' : this.#steps.afterEnd(end), attempt);
  }

  #follow(step: NextStep, attempt: Attempt): void {
    switch (step) {
      case 'rank-again':
        return this.advance();
      case 'refresh':
        return void this.#prepare(() => this.#source.refreshed());
      case 'another-proxy':
        return void this.#prepare(async () => this.#source.withNextProxy());
      case 'resubmit':
        return this.#resubmit(attempt.init.account);
      case 'give-up':
        return this.#giveUp(attempt.init.account);
      case 'fail-unknown': {
        const message = `${attempt.init.account.id} left a submit unanswered, and the policy is to fail then`;
        const error = new AllAttemptsFailedError({ message, ...this.#remains, cause: this.#lastError });
        return this.#reject(error, 'given-up');
      }
    }
  }

  #resubmit(account: Account): void {
    const ranked = this.#candidates(this.#services.clock.now());
    const same = ranked.find(({ providerId }) => providerId === account.id);
    if (same !== undefined) this.#attempt(same, { ranked, reason: 'resubmit' });
  }

  /** The task is at fault. What was bought before may still prove that it is not. */
  #giveUp(account: Account): void {
    this.#history.closeTo(account.id);
    const cause = this.#lastError;
    if (this.#history.pending.length > 0 || cause === undefined) return this.advance();
    const message = `${account.id} refused the task: ${cause.message}`;
    const isInvalid = cause.code === 'task-invalid';
    const error = isInvalid
      ? new TaskInvalidError({ message, charged: cause.charged, cause })
      : new AllAttemptsFailedError({ message, ...this.#remains, cause });
    this.#reject(error, 'given-up');
  }

  /** Validates the task as it is now, or its next version, and goes on. */
  async #prepare(nextVersion: () => Promise<Task | undefined>): Promise<void> {
    const previous = this.#prepared;
    this.#prepared = undefined;
    try {
      const task = await nextVersion();
      const prepared = task === undefined ? previous : await prepareTask(task, this.#services.accounts);
      if (this.#settlement.isSettled) return;
      this.#prepared = prepared;
      const last = this.#history.attempts.at(-1);
      if (task === undefined && last !== undefined) return this.#giveUp(last.init.account);
      this.#history.reopen();
      this.advance();
    } catch (error) {
      this.#reject(error, 'given-up');
    }
  }

  #waitUntil(until: number | undefined): void {
    const now = this.#services.clock.now();
    if (this.isWaiting) this.#waitingSince ??= now;
    const untilMs = until === undefined ? undefined : until - now;
    this.#services.emit({ type: 'task-waiting', taskId: this.taskId, untilMs });
    if (until === undefined) this.#alarm.clear();
    else this.#alarm.set(until, () => this.advance());
  }

  #exceedDeadline(): void {
    const message = `no answer came within ${this.#init.deadlineMs} ms`;
    this.#reject(new DeadlineExceededError({ message, ...this.#remains, cause: this.#lastError }), 'deadline');
  }

  #solve(attempt: Attempt, answer: Answer): void {
    const { attempts } = this.#remains;
    const { id: attemptId } = attempt;
    const { account, decision } = attempt.init;
    const cost = this.#services.ledger.costOf(attemptId);
    const init = { taskId: this.taskId, attemptId, account, decision, cost, answer, attempts };
    const solved = buildSolved(init, this.#services);
    this.#settlement.resolve(solved);
    this.#afterSettlement('solved-elsewhere', 'solved');
  }

  #reject(error: unknown, why: LeftReason): void {
    if (this.#settlement.isSettled) return;
    this.#settlement.reject(error);
    this.#afterSettlement(why, why === 'aborted' ? 'aborted' : 'failed', Object(error).code);
  }

  /** What is still under way is left to finish and to salvage; nothing further is bought. */
  #afterSettlement(why: LeftReason, outcome: 'solved' | 'failed' | 'aborted', code?: unknown): void {
    this.#alarm.clear();
    for (const attempt of this.#history.pending) attempt.release(why);
    const { clock, emit, onSettled } = this.#services;
    emit({
      type: 'task-settled',
      taskId: this.taskId,
      outcome,
      code: typeof code === 'string' ? code : undefined,
      durationMs: clock.now() - this.#startedAt,
      attempts: this.#remains.attempts,
    });
    onSettled(this);
  }

  #candidates(now: number): readonly Candidate[] {
    const { accounts, rates, priceOf } = this.#services;
    return candidatesFor({
      accounts,
      taskType: this.task.type,
      now,
      deadlineAt: this.#deadlineAt,
      rates,
      prepared: this.#prepared,
      history: this.#history,
      budget: this.#budget,
      priceOf: (account) => priceOf(account, this.task.type),
    });
  }

  #accountOf(providerId: string): Account | undefined {
    return this.#services.accounts.find(({ id }) => id === providerId);
  }

  get #deadlineAt(): number {
    return this.#startedAt + this.#init.deadlineMs;
  }

  get #remains(): ReturnType<typeof remainsOf> {
    return remainsOf(this.#history.attempts);
  }
}
