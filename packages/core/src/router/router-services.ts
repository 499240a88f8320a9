import type { ExchangeRates } from '../ledger/price.ts';
import type { RouterBudget } from '../ledger/router-budget.ts';
import type { Ledger } from '../ledger/spend.ts';
import type { StopLoss } from '../ledger/stop-loss.ts';
import type { Clock } from '../provider/clock.ts';
import type { Money } from '../provider/money.ts';
import type { Random } from '../provider/random.ts';
import type { Fleet } from '../seams/fleet.ts';
import type { Stakes } from '../strategy/stakes.ts';
import type { Strategy } from '../strategy/strategy.ts';
import type { Account } from './account.ts';
import type { Answer } from './attempt-end.ts';
import type { Attempt } from './attempt.ts';
import type { CallbackBook } from './callback-book.ts';
import type { HealthBoard } from './health-board.ts';
import type { ResumeRun } from './resume-run.ts';
import type { RouterEventBody } from './router-events.ts';
import type { SolveRun } from './solve-run.ts';
import type { WaitingPlace } from './waiting-place.ts';

/** What the parts of a router share. */
export interface RouterServices {
  readonly clock: Clock;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  /** Aborts when the router is closed for good. */
  readonly closed: AbortSignal;
  emit(event: RouterEventBody): void;
  priceOf(account: Account, taskType: string): Money | undefined;
  /** Something changed that may let a waiting task go. */
  onChange(): void;
  onAttemptStarted(attempt: Attempt): void;
  onAttemptOver(attempt: Attempt): void;
}

/** How a task goes on when nobody knows whether its submit was accepted. */
export type OutcomeUnknownPolicy = 'fail-over' | 'fail' | 'resubmit';

/** What a task's run needs of its router. */
export interface RunServices extends RouterServices {
  readonly accounts: readonly Account[];
  readonly rates: ExchangeRates;
  readonly routerBudget: RouterBudget;
  /** Undefined where it is switched off. */
  readonly stopLoss: StopLoss | undefined;
  readonly outcomeUnknown: OutcomeUnknownPolicy;
  /** @default half of the task's deadline */
  readonly patienceMs: number | undefined;
  readonly callbacks: CallbackBook<Attempt>;
  readonly strategy: Strategy;
  readonly board: HealthBoard;
  /** Where the last task of each type went. */
  readonly lastBought: Map<string, string>;
  stakesOf(taskType: string): Stakes;
  weightOf(account: Account): number;
  newId(prefix: string): string;
  /** An answer came to a task that no longer waits for it. */
  onLateAnswer(late: LateAnswer): void;
  /** A task could go on: it is told when it is its turn. */
  onReady(run: SolveRun): void;
  /** Where a task waits that has nothing under way, to be told when something changes; undefined when it has. */
  onWaiting(run: SolveRun, place: WaitingPlace | undefined): void;
  /** How many tasks are served before this one at a provider. */
  countAhead(run: SolveRun, providerId: string): number;
  onSettled(run: SolveRun): void;
  /** Nobody waits for it any more, or it has ended. */
  onResumeChanged(run: ResumeRun): void;
}

export interface LateAnswer {
  readonly attempt: Attempt;
  readonly answer: Answer;
}
