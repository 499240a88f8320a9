import { Budget } from '../ledger/budget.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { AttemptInit } from './attempt-init.ts';
import { Attempt } from './attempt.ts';
import { candidatesFor } from './candidates.ts';
import type { Choice } from '../strategy/choice.ts';
import { CurrentTask } from './current-task.ts';
import { considerationsOf, type DecisionReason } from './decision.ts';
import type { Candidate } from '../strategy/candidate.ts';
import { byPrice } from '../strategy/rank-candidates.ts';
import type { LiveAttempt } from '../strategy/live-attempt.ts';
import type { Situation } from '../strategy/situation.ts';
import type { RunServices } from './router-services.ts';
import type { SolveOptions } from './solve-options.ts';
import { TaskHistory } from './task-history.ts';
import { nobodyLeft } from './unsolved.ts';
import { type WaitingPlace, waitingPlaceOf } from './waiting-place.ts';

/** Waiting for providers that refused, rest or are being probed pays for so long. */
const shortWaitMs = 60_000;

export interface TaskPlanInit {
  readonly taskId: string;
  readonly task: Task;
  readonly options: SolveOptions;
  readonly deadlineMs: number;
  /** On the monotonic clock. */
  readonly deadlineAt: number;
  /** How many callers are served before the task at a provider. */
  countAhead(providerId: string): number;
}

/** Where to go and with what: the provider chosen, or the reason. */
export interface Purchase extends Pick<
  Extract<Choice, { readonly kind: 'attempt' }>,
  'candidate' | 'ranked' | 'scores' | 'weighed' | 'lookAfterMs'
> {
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
  /** Whether the task was counted among those that pay rent. */
  #isNoted = false;
  #isWaiting = false;
  #lookedAt = 0;

  constructor(init: TaskPlanInit, services: RunServices) {
    const { options, task } = init;
    this.#init = init;
    this.#services = services;
    this.current = new CurrentTask(task, { options, accounts: services.accounts });
    this.#budget =
      options.budget === undefined ? undefined : new Budget(options.budget, services.rates);
  }

  /** It has come, and may go to whoever accepts it. */
  noteArrival(): void {
    for (const [providerId, { kind }] of this.current.prepared ?? [])
      if (kind === 'accepted') this.#accountOf(providerId)?.arrivals.note();
  }

  /** The best candidate now, or how long it is worth waiting for one. */
  next(): Choice {
    const { strategy, board } = this.#services;
    const { type: taskType } = this.current.task;
    if (this.history.isUntouched && !this.#isNoted) board.noteTask(taskType);
    else board.look(taskType);
    this.#isNoted = true;
    const situation = this.#situation();
    this.#lookedAt = situation.now;
    return strategy.decide(situation);
  }

  #situation(): Situation {
    const { clock, stakesOf, random, lastBought } = this.#services;
    const { taskId, deadlineAt } = this.#init;
    const now = clock.now();
    const { type: taskType } = this.current.task;
    return {
      taskId,
      taskType,
      now,
      deadlineAt,
      stakes: stakesOf(taskType),
      candidates: this.#candidates(),
      live: this.history.pending.flatMap((attempt) => this.#liveAttempt(attempt, now)),
      isAwaited: this.history.isAwaited,
      isAnswerPending: this.history.isAnswerPendingAt(now),
      isUntouched: this.history.isUntouched,
      current: lastBought.get(taskType),
      shortWaitEndsAt: (this.#waitingSince ?? now) + shortWaitMs,
      chance: random.next(),
    };
  }

  #liveAttempt({ id, init, state }: Attempt, now: number): readonly LiveAttempt[] {
    if (state.acceptedAt === undefined) return [];
    const { account, task } = init;
    return [
      {
        attemptId: id,
        providerId: account.id,
        sentAt: state.submittedAt,
        ageMs: now - state.acceptedAt,
        belief: () => account.health.of(task.type).beliefFor(id, now),
      },
    ];
  }

  purchaseOf({ why, ...choice }: Extract<Choice, { readonly kind: 'attempt' }>): Purchase {
    return { ...choice, reason: why === 'rescue' ? 'rescue' : this.history.nextReason };
  }

  /** The same provider once more, whatever stands in its way, but at its pace and within budgets. */
  again(account: Account): Purchase | undefined {
    const ranked = byPrice(this.#candidates());
    const candidate = ranked.find(({ providerId }) => providerId === account.id);
    const price = this.#services.priceOf(account, this.current.task.type);
    const isOverBudget =
      this.#budget?.allows(price) === false ||
      this.#services.routerBudget.refusalOf(price) !== undefined;
    if (isOverBudget || this.#stoppedUntil !== undefined) return undefined;
    return candidate && { candidate, ranked, reason: 'resubmit' };
  }

  /** Makes the attempt; the caller starts it. */
  purchase(
    { candidate, ranked, reason, scores, weighed }: Purchase,
    listeners: Pick<AttemptInit, 'onEnd' | 'onLeft'>,
  ): Attempt | undefined {
    const account = this.#accountOf(candidate.providerId);
    const preparation = this.current.prepared?.get(candidate.providerId);
    if (account === undefined || preparation?.kind !== 'accepted') return undefined;
    const { clock, newId, patienceMs, priceOf, strategy, lastBought } = this.#services;
    const { taskId, deadlineMs, deadlineAt, options } = this.#init;
    const considered = considerationsOf(ranked, { now: clock.now(), scores });
    const { probe, place } = account.enter(this.current.task.type, candidate.isLastResort);
    const { callbacks } = this.#services;
    const callback = account.provider.readCallback && callbacks.issue();
    const init: AttemptInit = {
      attemptId: newId('attempt'),
      taskId,
      account,
      original: this.current.task,
      task: preparation.task,
      decision: {
        providerId: account.id,
        reason,
        isProbe: candidate.isProbe && probe !== undefined,
        considered,
        weighed,
      },
      probe,
      place,
      patienceMs: patienceMs ?? (strategy.keepsPatience ? deadlineMs / 2 : undefined),
      hooks: options,
      callbackUrl: callback?.url,
      remainingMs: () => Math.max(0, deadlineAt - clock.now()),
      ...listeners,
    };
    const attempt = new Attempt(init, this.#services);
    if (callback !== undefined) callbacks.register(callback.secret, attempt);
    this.history.add(attempt);
    this.#isWaiting = false;
    lastBought.set(preparation.task.type, account.id);
    this.#budget?.add(priceOf(account, preparation.task.type));
    return attempt;
  }

  /** The error of the task when nobody can take it. @param lastError the error that ended the last attempt. */
  nobodyLeft(
    { ranked, cause }: Extract<Choice, { readonly kind: 'fail' }>,
    lastError: Error | undefined,
  ): Error {
    const { attempts } = this.history;
    const now = this.#services.clock.now();
    return nobodyLeft({ attempts, ranked, now, cause: cause ?? lastError });
  }

  noteEnd(attempt: Attempt, end: AttemptEnd): void {
    const { clock, priceOf } = this.#services;
    const { account, task } = attempt.init;
    this.history.noteEnd(attempt, { end, now: clock.now() });
    if (attempt.state.payment === 'paid') this.#waitingSince = undefined;
    const isFree = attempt.state.payment === 'unpaid' || attempt.state.payment === 'refunded';
    if (isFree) this.#budget?.remove(priceOf(account, task.type));
  }

  /** Where the task waits. From here the short patience with those who refuse is counted. */
  wait(choice: Extract<Choice, { readonly kind: 'wait' }>): WaitingPlace {
    const { clock, emit } = this.#services;
    const { taskId } = this.#init;
    const now = clock.now();
    if (this.history.pending.length === 0) this.#waitingSince ??= now;
    const untilMs = choice.until === undefined ? undefined : choice.until - now;
    // It looks again whenever something changes, which is news to nobody else.
    if (!this.#isWaiting) emit({ type: 'task-waiting', taskId, untilMs });
    this.#isWaiting = true;
    const { type: taskType } = this.current.task;
    const shortWaitEndsAt = (this.#waitingSince ?? now) + shortWaitMs;
    return waitingPlaceOf(choice, { taskId, taskType, now: this.#lookedAt, shortWaitEndsAt });
  }

  #candidates(): readonly Candidate[] {
    const { accounts, rates, priceOf, clock, routerBudget } = this.#services;
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
      routerBudget,
      stoppedUntil: this.#stoppedUntil,
      weightOf: this.#services.weightOf,
      countAhead: this.#init.countAhead,
      priceOf: (account) => priceOf(account, task.type),
    });
  }

  /** Until when it should buy nothing more, since it has bought something. */
  get #stoppedUntil(): number | undefined {
    return this.history.hasPaid ? this.#services.stopLoss?.activeUntil : undefined;
  }

  #accountOf(providerId: string): Account | undefined {
    return this.#services.accounts.find(({ id }) => id === providerId);
  }
}
