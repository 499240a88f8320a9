import { Budget } from '../ledger/budget.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { AttemptInit } from './attempt-init.ts';
import { Attempt } from './attempt.ts';
import { candidatesFor } from './candidates.ts';
import { type Choice, choose } from './choose.ts';
import { CurrentTask } from './current-task.ts';
import { considerationsOf, type DecisionReason } from './decision.ts';
import { type Candidate, rankCandidates } from './rank-candidates.ts';
import type { RunServices } from './router-services.ts';
import type { SolveOptions } from './solve-options.ts';
import { TaskHistory } from './task-history.ts';

/** Waiting for providers that refused, rest or are being probed pays for so long. */
const shortWaitMs = 60_000;

export interface TaskPlanInit {
  readonly taskId: string;
  readonly task: Task;
  readonly options: SolveOptions;
  readonly deadlineMs: number;
  /** On the monotonic clock. */
  readonly deadlineAt: number;
}

/** Where to go and with what: the provider chosen, or the reason. */
export interface Purchase {
  readonly candidate: Candidate;
  readonly ranked: readonly Candidate[];
  readonly reason: DecisionReason;
}

/** Where a task can go, given what it is, what it may cost and what it has been through. */
export class TaskPlan {
  readonly current: CurrentTask;
  readonly history = new TaskHistory();
  readonly #init: TaskPlanInit;
  readonly #services: RunServices;
  readonly #budget: Budget | undefined;
  #waitingSince: number | undefined;

  constructor(init: TaskPlanInit, services: RunServices) {
    const { options, task } = init;
    this.#init = init;
    this.#services = services;
    this.current = new CurrentTask(task, { options, accounts: services.accounts });
    this.#budget =
      options.budget === undefined ? undefined : new Budget(options.budget, services.rates);
  }

  /** The best candidate now, or how long it is worth waiting for one. */
  next(): Choice {
    const now = this.#services.clock.now();
    const { task } = this.current;
    return choose({
      candidates: this.#candidates(),
      now,
      deadlineAt: this.#init.deadlineAt,
      shortWaitEndsAt: (this.#waitingSince ?? now) + shortWaitMs,
      isAnswerPending: this.history.isAnswerPendingAt(now),
      firstWaitMs: (id) => this.#accountOf(id)?.schedule.firstWaitMs(task.type) ?? 0,
    });
  }

  /** The same provider once more, whatever stands in its way, but at its pace. */
  again(account: Account): Purchase | undefined {
    const ranked = rankCandidates(this.#candidates());
    const candidate = ranked.find(({ providerId }) => providerId === account.id);
    return candidate && { candidate, ranked, reason: 'resubmit' };
  }

  /** Makes the attempt; the caller starts it. */
  purchase(
    { candidate, ranked, reason }: Purchase,
    listeners: Pick<AttemptInit, 'onEnd' | 'onLeft'>,
  ): Attempt | undefined {
    const account = this.#accountOf(candidate.providerId);
    const preparation = this.current.prepared?.get(candidate.providerId);
    if (account === undefined || preparation?.kind !== 'accepted') return undefined;
    const { clock, newId, patienceMs, priceOf } = this.#services;
    const { taskId, deadlineMs, deadlineAt, options } = this.#init;
    const considered = considerationsOf(ranked, clock.now());
    const { probe, place } = account.enter(candidate.isLastResort);
    const { callbacks } = this.#services;
    const callback = account.provider.readCallback && callbacks.issue();
    const init: AttemptInit = {
      attemptId: newId('attempt'),
      taskId,
      account,
      original: this.current.task,
      task: preparation.task,
      decision: { providerId: account.id, reason, isProbe: probe !== undefined, considered },
      probe,
      place,
      patienceMs: patienceMs ?? deadlineMs / 2,
      hooks: options,
      callbackUrl: callback?.url,
      remainingMs: () => Math.max(0, deadlineAt - clock.now()),
      ...listeners,
    };
    const attempt = new Attempt(init, this.#services);
    if (callback !== undefined) callbacks.register(callback.secret, attempt);
    this.history.add(attempt);
    this.#budget?.add(priceOf(account, preparation.task.type));
    return attempt;
  }

  noteEnd(attempt: Attempt, end: AttemptEnd): void {
    const { clock, priceOf } = this.#services;
    const { account, task } = attempt.init;
    this.history.noteEnd(attempt, { end, now: clock.now() });
    if (attempt.state.payment === 'paid') this.#waitingSince = undefined;
    const isFree = attempt.state.payment === 'unpaid' || attempt.state.payment === 'refunded';
    if (isFree) this.#budget?.remove(priceOf(account, task.type));
  }

  /** From here the short patience with those who refuse is counted. */
  noteWaiting(): void {
    if (this.history.pending.length === 0) this.#waitingSince ??= this.#services.clock.now();
  }

  #candidates(): readonly Candidate[] {
    const { accounts, rates, priceOf, clock } = this.#services;
    const { task, prepared } = this.current;
    return candidatesFor({
      accounts,
      task,
      now: clock.now(),
      deadlineAt: this.#init.deadlineAt,
      rates,
      prepared,
      history: this.history,
      budget: this.#budget,
      priceOf: (account) => priceOf(account, task.type),
    });
  }

  #accountOf(providerId: string): Account | undefined {
    return this.#services.accounts.find(({ id }) => id === providerId);
  }
}
