import type { HealthBook } from '../health/health-book.ts';
import type { Clock } from '../provider/clock.ts';
import { assess, isTie } from '../strategy/assess.ts';
import { forgone } from '../strategy/probe.ts';
import type { Stakes } from '../strategy/stakes.ts';
import type { Account } from './account.ts';

/** Without news nothing changes faster than that. */
const longestQuietMs = 1_000;
/** Where there is news all the time, one piece of it changes little: after so many looks in a second the next can wait. */
const looksPerSecond = 5;
const busyMs = 250;

export interface HealthBoardOptions {
  readonly accounts: readonly Account[];
  readonly healthBook: HealthBook;
  readonly clock: Clock;
  /** Of a usual task: breakers are no matter of one task's hurry. */
  readonly deadlineMs: number;
  stakesOf(taskType: string): Stakes;
  /** In the comparison currency. */
  priceOf(account: Account, taskType: string): number | undefined;
}

interface Look {
  readonly version: number;
  readonly at: number;
  /** When the second began in which so many looks were made. */
  readonly secondAt: number;
  readonly count: number;
}

/** Compares the providers of each task type by what a usual task would cost there: what breakers and probes go by. */
export class HealthBoard {
  readonly #options: HealthBoardOptions;
  readonly #looked = new Map<string, Look>();

  constructor(options: HealthBoardOptions) {
    this.#options = options;
  }

  /** Brings standings, breakers and rents of a task type up to date. */
  look(taskType: string): void {
    const { healthBook, clock, accounts, deadlineMs, stakesOf } = this.#options;
    const now = clock.now();
    const last = this.#looked.get(taskType);
    if (last !== undefined) {
      const sinceMs = now - last.at;
      const isNews = last.version !== healthBook.version;
      if (sinceMs < (isNews ? this.#busyMs(last, now) : longestQuietMs)) return;
    }
    const isSameSecond = last !== undefined && now - last.secondAt < 1_000;
    this.#looked.set(taskType, {
      version: healthBook.version,
      at: now,
      secondAt: isSameSecond ? last.secondAt : now,
      count: isSameSecond ? last.count + 1 : 1,
    });
    const rivals = accounts
      .filter((account) => account.takesPartIn(taskType))
      .map((account) => ({
        providerId: account.id,
        price: this.#options.priceOf(account, taskType),
        health: account.health.of(taskType),
      }));
    const assessed = assess(rivals, {
      slackMs: deadlineMs,
      stakes: stakesOf(taskType),
      beliefOf: ({ health }) => health.beliefAt(now),
    });
    const ranked = assessed.toSorted((left, right) => left.terms.loss - right.terms.loss);
    const [best, second] = ranked;
    if (best === undefined) return;
    for (const { subject, belief, terms } of assessed) {
      const { health } = subject;
      const isBest = subject === best.subject;
      const leastOther = (isBest ? second : best)?.terms.loss ?? Infinity;
      const isSettled = isBest || isTie(terms, best.terms);
      health.rent.quote({
        perTask: isSettled ? 0 : forgone({ terms, hypotheses: belief.hypotheses }, best.terms.loss),
        priceOfLook: terms.loss - best.terms.loss,
      });
      const healthy = belief.hypotheses[0]?.probability ?? 1;
      health.follow({ healthy, loss: terms.loss, leastOther });
    }
    this.#lookAtResting(taskType, best.terms.loss);
    const isAnyClosed = assessed.some(({ subject }) => subject.health.breaker.state === 'closed');
    if (!isAnyClosed) best.subject.health.breaker.stepIn();
  }

  #busyMs({ secondAt, count }: Look, now: number): number {
    return now - secondAt < 1_000 && count >= looksPerSecond ? busyMs : 0;
  }

  /** Accounts at rest compete with nobody, but what was believed of them fades all the same. */
  #lookAtResting(taskType: string, leastOther: number): void {
    const { accounts, clock } = this.#options;
    for (const account of accounts) {
      const health = account.health.types.get(taskType);
      if (health === undefined || account.takesPartIn(taskType)) continue;
      health.follow({ healthy: health.healthyAt(clock.now()), loss: Infinity, leastOther });
    }
  }

  /** A task of the type came: whoever is avoided costs it rent. */
  noteTask(taskType: string): void {
    this.look(taskType);
    for (const account of this.#options.accounts) {
      if (account.takesPartIn(taskType)) account.health.of(taskType).rent.pay();
    }
  }
}
