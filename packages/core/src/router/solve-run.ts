import type { ProviderError } from '../errors/provider-error.ts';
import type { Task } from '../provider/task.ts';
import { Alarm } from './alarm.ts';
import type { Answer, AttemptEnd } from './attempt-end.ts';
import type { Attempt } from './attempt.ts';
import type { Choice } from '../strategy/choice.ts';
import { buildSolved } from './build-solved.ts';
import type { LeftReason } from './left-reason.ts';
import { type NextStep, NextSteps } from './next-step.ts';
import type { LateAnswer, RunServices } from './router-services.ts';
import {
  deadlineExceeded,
  hookFailed,
  outcomeUnknown,
  routerClosed,
  taskAtFault,
  type TaskRemains,
} from './run-errors.ts';
import { Settlement } from './settlement.ts';
import type { Priority, SolveOptions } from './solve-options.ts';
import type { Solved } from './solved.ts';
import type { TaskHistory } from './task-history.ts';
import { type Purchase, TaskPlan } from './task-plan.ts';
import { remainsOf } from './unsolved.ts';

/** A rescue is thought of so long after a purchase for the first time. */
const firstLookMs = 1_000;

export interface SolveRunInit {
  readonly task: Task;
  readonly options: SolveOptions;
  readonly deadlineMs: number;
}

/** One call of `solve`, from its first attempt to its settlement: a state machine that events push on. */
export class SolveRun {
  readonly taskId: string;
  readonly priority: Priority;
  readonly #services: RunServices;
  readonly #startedAt: number;
  readonly #plan: TaskPlan;
  readonly #steps: NextSteps;
  readonly #alarm: Alarm;
  readonly #settlement: Settlement<Solved>;
  #lastError: ProviderError | undefined;
  /** Why nothing more is bought, although an earlier attempt may still be answered. */
  #fault: ProviderError | undefined;

  constructor(init: SolveRunInit, services: RunServices) {
    const { options, deadlineMs, task } = init;
    const { clock } = services;
    this.#services = services;
    this.taskId = services.newId('task');
    this.priority = options.priority ?? 'normal';
    this.#startedAt = clock.now();
    const deadlineAt = this.#startedAt + deadlineMs;
    const countAhead = (providerId: string): number => services.countAhead(this, providerId);
    this.#plan = new TaskPlan({ ...init, taskId: this.taskId, deadlineAt, countAhead }, services);
    this.#steps = new NextSteps(services.outcomeUnknown);
    this.#alarm = new Alarm(clock);
    this.#settlement = new Settlement({
      clock,
      deadlineMs,
      signal: options.signal,
      onDeadline: () => this.#reject(deadlineExceeded(deadlineMs, this.#remains), 'deadline'),
      onAbort: (reason) => this.#reject(reason, 'aborted'),
    });
    const taskType = String(Object(task).type);
    services.emit({ type: 'task-started', taskId: this.taskId, taskType, deadlineMs });
  }

  /** The latest version of the task. */
  get task(): Task {
    return this.#plan.current.task;
  }

  /** Whether nothing is under way that may still answer it. */
  get isWaiting(): boolean {
    return !this.#settlement.isSettled && this.#history.pending.length === 0;
  }

  /** Settles once, at the latest one tick after the deadline. */
  async start(): Promise<Solved> {
    void this.#goOnAfter(async () => {
      await this.#plan.current.prepare();
      this.#plan.noteArrival();
      return true;
    });
    return this.#settlement.promise;
  }

  /** Goes on if it can: called whenever something changed. */
  advance(): void {
    if (this.#plan.current.prepared === undefined || this.#settlement.isSettled) return;
    const { isAwaited } = this.#history;
    if (this.#fault !== undefined) return isAwaited ? undefined : this.#giveUp(this.#fault);
    const choice = this.#plan.next();
    switch (choice.kind) {
      case 'attempt':
        return this.#attempt(this.#plan.purchaseOf(choice));
      case 'wait':
        return isAwaited ? this.#lookAgainAt(choice.until) : this.#wait(choice);
      case 'fail':
        return this.#reject(this.#plan.nobodyLeft(choice, this.#lastError), 'given-up');
    }
  }

  /** Takes the answer that another task paid for and no longer wants. @returns false when it needs none. */
  takeOver({ attempt, answer }: LateAnswer): boolean {
    if (this.#settlement.isSettled || this.#plan.current.prepared === undefined) return false;
    this.#solve(attempt, answer);
    return true;
  }

  close(): void {
    this.#reject(routerClosed(this.#remains), 'closed');
  }

  #attempt(purchase: Purchase): void {
    this.#alarm.clear();
    const { strategy, clock, onWaiting } = this.#services;
    onWaiting(this, undefined);
    const attempt = this.#plan.purchase(purchase, {
      onEnd: (ended, end) => this.#onEnd(ended, end),
      onLeft: (left, why) => this.#onLeft(left, why),
    });
    attempt?.start();
    if (!strategy.keepsPatience)
      this.#lookAgainAt(clock.now() + (purchase.lookAfterMs ?? firstLookMs));
  }

  #onLeft(attempt: Attempt, why: LeftReason): void {
    if (this.#settlement.isSettled) return;
    if (why !== 'patience' && why !== 'latched' && why !== 'submit-timeout') return;
    this.#history.noteLeft(why);
    this.#follow(why === 'submit-timeout' ? this.#steps.afterUnknown() : 'rank-again', attempt);
  }

  #onEnd(attempt: Attempt, end: AttemptEnd): void {
    this.#plan.noteEnd(attempt, end);
    if (this.#settlement.isSettled) {
      if (end.kind === 'solved') this.#services.onLateAnswer({ attempt, answer: end.answer });
      return;
    }
    if (end.kind === 'solved') return this.#solve(attempt, end.answer);
    if (end.kind === 'recalled') return this.#services.onReady(this);
    if (end.kind === 'hook-failed') {
      return this.#reject(hookFailed({ ...this.#remains, cause: end.cause }), 'given-up');
    }
    this.#lastError = end.error;
    // When the submit fell silent the policy was followed; now only the end of the silence is known.
    const isFollowed = end.kind === 'unknown' && attempt.state.left !== undefined;
    this.#follow(isFollowed ? 'rank-again' : this.#steps.afterEnd(end), attempt);
  }

  #follow(step: NextStep, attempt: Attempt): void {
    const { account } = attempt.init;
    switch (step) {
      case 'rank-again':
        return this.#services.onReady(this);
      case 'refresh':
        return void this.#goOnAfter(() => this.#plan.current.refresh());
      case 'another-proxy':
        return void this.#goOnAfter(() => this.#plan.current.changeProxy());
      case 'give-up':
        return this.#giveUp(this.#lastError);
      case 'fail-unknown':
        return this.#reject(outcomeUnknown(account.id, this.#remains), 'given-up');
      case 'resubmit': {
        const purchase = this.#plan.again(account);
        return purchase === undefined ? this.#services.onReady(this) : this.#attempt(purchase);
      }
    }
  }

  /** The task is at fault, so nothing more is bought. What was bought before may still prove that it is not. */
  #giveUp(error: ProviderError | undefined): void {
    if (error === undefined) return this.advance();
    this.#fault = error;
    if (this.#history.pending.length > 0) return;
    this.#reject(taskAtFault(error, this.#remains), 'given-up');
  }

  /** Goes on with the task's next version, or gives up where there is none. */
  async #goOnAfter(change: () => Promise<boolean>): Promise<void> {
    try {
      const isChanged = await change();
      if (this.#settlement.isSettled) return;
      if (!isChanged) return this.#giveUp(this.#lastError);
      this.#history.reopen();
      this.#services.onReady(this);
    } catch (error) {
      this.#reject(error, 'given-up');
    }
  }

  /** An attempt is under way, and a second one may be worth its price in a while. */
  #lookAgainAt(until: number | undefined): void {
    if (until === undefined) this.#alarm.clear();
    else this.#alarm.set(until, () => this.advance());
  }

  #wait(choice: Extract<Choice, { readonly kind: 'wait' }>): void {
    const place = this.#plan.wait(choice);
    this.#services.onWaiting(this, place);
    this.#lookAgainAt(place.ownUntil);
  }

  #solve(attempt: Attempt, answer: Answer): void {
    const { id: attemptId } = attempt;
    const { account, decision } = attempt.init;
    const cost = this.#services.ledger.costOf(attemptId);
    const { attempts } = this.#remains;
    const init = { taskId: this.taskId, attemptId, account, decision, cost, answer, attempts };
    this.#settlement.resolve(buildSolved(init, this.#services));
    this.#afterSettlement('solved-elsewhere', 'solved');
  }

  #reject(error: unknown, why: LeftReason): void {
    if (this.#settlement.isSettled) return;
    this.#settlement.reject(error);
    const code: unknown = Object(error).code;
    const outcome = why === 'aborted' ? 'aborted' : 'failed';
    this.#afterSettlement(why, outcome, typeof code === 'string' ? code : undefined);
  }

  /** What is still under way is left to finish and to salvage; nothing further is bought. */
  #afterSettlement(why: LeftReason, outcome: 'solved' | 'failed' | 'aborted', code?: string): void {
    this.#alarm.clear();
    // Also those that have ended: a callback may bring one of them back.
    for (const attempt of this.#history.attempts) attempt.release(why);
    const { clock, emit, onSettled } = this.#services;
    const durationMs = clock.now() - this.#startedAt;
    const { attempts } = this.#remains;
    emit({ type: 'task-settled', taskId: this.taskId, outcome, code, durationMs, attempts });
    onSettled(this);
  }

  get #history(): TaskHistory {
    return this.#plan.history;
  }

  get #remains(): TaskRemains {
    return { ...remainsOf(this.#history.attempts), cause: this.#lastError };
  }
}
