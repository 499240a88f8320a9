import type { Router } from '@understudy/core';
import type { Clock } from '@understudy/core/provider';

import { LeaseLostError, WorkerClosedError } from '../errors/worker-errors.ts';
import type { Answer } from '../jobs/answer.ts';
import type { FailureReport } from '../jobs/failure-report.ts';
import type { JobData } from '../jobs/job-data.ts';
import type { Claim } from '../store/claim.ts';
import type { BoughtBecause } from '../store/stored-attempt.ts';
import { answerOf } from './answer-of.ts';
import { Collection } from './collection.ts';
import { detailsOf, failureOf } from './failure-of.ts';
import { hasLostLease } from './has-lost-lease.ts';
import { JobLedger, type LedgerParts, type LookBack } from './job-ledger.ts';
import { verdicts } from './verdicts.ts';
import { whatFollows } from './what-follows.ts';
import type { EmitWorkerEvent } from './worker-events.ts';

/** What every job of a worker is run with. */
export interface RunParts extends LedgerParts {
  readonly router: Router;
  readonly clock: Clock;
  readonly emit: EmitWorkerEvent;
  /** The longest that one solve may take; a job with a later deadline is then given back. */
  readonly solveMs: number;
  /** Whether something is bought although an earlier purchase may have been accepted. */
  readonly mayBuyAgain: boolean;
}

/** One job on its way, as every step of it is told. */
interface Course {
  readonly data: JobData;
  readonly found: LookBack;
  readonly collection: Collection;
  /** On the monotonic clock. */
  readonly startedAt: number;
}

/** How a job left its worker. */
export type RunEnd = 'solved' | 'failed' | 'handed-back' | 'lost';

/** After that many deaths of its workers a job is suspected of killing them. Fewer may be bad luck: they had others too. */
const mostCrashes = 5;
/** The longest that a ticket of an earlier worker is waited for before anything else is bought. */
const longestPatienceMs = 60_000;
const pauseMs = 1_000;

/** One job at one worker, from the claim to its end, or to the loss of the claim. */
export class JobRun {
  readonly claim: Claim;
  readonly #parts: RunParts;
  readonly #ledger: JobLedger;
  /** Aborted when the job is no longer this worker's, or the worker stops. */
  readonly #leaving = new AbortController();
  /** Aborted when this run is over: ends what still collects. */
  readonly #over = new AbortController();

  constructor(claim: Claim, parts: RunParts) {
    this.claim = claim;
    this.#parts = parts;
    this.#ledger = new JobLedger(claim, parts);
  }

  /** Another worker has the job: nothing more is bought. */
  loseLease(): void {
    this.#leaving.abort(new LeaseLostError(this.claim.jobId));
  }

  /** Gives the job back: its tickets are collected by whoever claims it next. */
  stop(): void {
    this.#leaving.abort(new WorkerClosedError());
  }

  /** Never rejects. */
  async run(): Promise<RunEnd> {
    const { emit } = this.#parts;
    const { jobId, claim, data } = this.claim;
    emit({ type: 'job-claimed', jobId, claim });
    try {
      return await (data === undefined ? this.#bury(verdicts.unreadable) : this.#solveJob(data));
    } catch {
      // The reason of a signal: the worker has given up on its database.
      return this.#lost();
    } finally {
      this.#over.abort();
      await this.#ledger.settled();
    }
  }

  async #solveJob(data: JobData): Promise<RunEnd> {
    const startedAt = this.#parts.clock.now();
    const found = await this.#ledger.lookBack();
    if (found.answer !== undefined) return await this.#handIn(found.answer, startedAt);
    const { openTickets, crashed, isMaybePaid } = found;
    if (this.#remainingMs(data) <= 0) return await this.#bury({ ...verdicts.expired, openTickets });
    if (crashed >= mostCrashes) return await this.#bury({ ...verdicts.poison, openTickets });
    const collection = this.#collect(data, found);
    const course: Course = { data, found, collection, startedAt };
    for (let isFirst = true; ; isFirst = false) {
      try {
        const collected = isFirst ? await this.#waitFor(collection, data) : undefined;
        if (collected !== undefined) return await this.#handIn(collected, startedAt);
        if (isMaybePaid && !this.#parts.mayBuyAgain)
          return await this.#giveUp({ ...verdicts.maybePaid, openTickets }, course);
        return await this.#handIn(await this.#buy(course), startedAt);
      } catch (error) {
        const end = await this.#afterFailure(error, course);
        if (end !== 'again') return end;
      }
    }
  }

  #collect(data: JobData, { openTickets }: LookBack): Collection {
    const { router, emit } = this.#parts;
    const { jobId } = this.claim;
    for (const { attemptId, providerId } of openTickets)
      emit({ type: 'ticket-taken-over', jobId, attemptId, providerId });
    const collection = new Collection({
      router,
      remainingMs: () => this.#remainingMs(data),
      signal: AbortSignal.any([this.#leaving.signal, this.#over.signal]),
      onEnded: (ticket) => this.#ledger.noteEnded(ticket),
    });
    collection.add(openTickets);
    return collection;
  }

  /** Waits for the tickets of earlier workers as long as their patience lasts. */
  async #waitFor(collection: Collection, data: JobData): Promise<Answer | undefined> {
    if (collection.isOver) return undefined;
    const patienceMs = Math.min(longestPatienceMs, this.#remainingMs(data) / 2);
    const waited = new AbortController();
    const signal = AbortSignal.any([waited.signal, this.#leaving.signal]);
    const overdue = this.#parts.clock.sleep(patienceMs, { signal }).then(() => undefined);
    overdue.catch(() => undefined);
    try {
      const solved = await Promise.race([collection.outcome(), overdue]);
      return solved === undefined ? undefined : answerOf(solved);
    } finally {
      waited.abort();
    }
  }

  /** Solves the task, while the tickets that are left may still be answered first. */
  async #buy({ data, found, collection }: Course): Promise<Answer> {
    this.#leaving.signal.throwIfAborted();
    const { router, solveMs } = this.#parts;
    let because: BoughtBecause = collection.isOver ? found.because : 'overdue';
    const enough = new AbortController();
    const solving = router.solve(data.task, {
      deadlineMs: this.#wholeMs(Math.min(solveMs, this.#remainingMs(data))),
      priority: data.priority,
      signal: AbortSignal.any([enough.signal, this.#leaving.signal]),
      onSubmitting: async (record) => {
        this.#leaving.signal.throwIfAborted();
        await this.#ledger.book(record, because);
        because = 'router';
      },
      onAccepted: async (record) => this.#ledger.keepTicket(record),
    });
    try {
      return answerOf(await Promise.race([solving, collection.answer]));
    } finally {
      enough.abort(new WorkerClosedError());
      solving.catch(() => undefined);
    }
  }

  async #afterFailure(error: unknown, course: Course): Promise<RunEnd | 'again'> {
    const { data, found, collection } = course;
    const { attempts, openTickets } = detailsOf(error);
    this.#ledger.noteAttempts(attempts);
    const { signal } = this.#leaving;
    const next = whatFollows(signal.aborted ? signal.reason : error, {
      retried: found.retried,
      remainingMs: this.#remainingMs(data),
      mayBuyAgain: this.#parts.mayBuyAgain,
    });
    if (next.kind === 'drop') return this.#lost();
    if (next.kind === 'hand-back') return await this.#handBack(next);
    collection.add(openTickets);
    if (next.kind === 'bury') return await this.#giveUp(failureOf(error), course);
    await this.#parts.clock.sleep(pauseMs, { signal }).catch(() => undefined);
    return this.#remainingMs(data) > 0 ? 'again' : await this.#bury(verdicts.expired);
  }

  /** Buys nothing more: the job ends with what was paid for, or is buried when none of that can be answered. */
  async #giveUp(failure: FailureReport, { collection, startedAt }: Course): Promise<RunEnd> {
    const { signal } = this.#leaving;
    const solved = await collection.outcome();
    if (solved !== undefined) return await this.#handIn(answerOf(solved), startedAt);
    if (!signal.aborted) return await this.#bury(failure);
    return hasLostLease(signal.reason)
      ? this.#lost()
      : await this.#handBack({ why: 'handed-back', afterMs: 0 });
  }

  async #handIn(answer: Answer, startedAt: number): Promise<RunEnd> {
    const { clock, emit } = this.#parts;
    if (!(await this.#ledger.handIn(answer))) return this.#lost();
    const { providerId } = answer;
    const durationMs = clock.now() - startedAt;
    emit({ type: 'job-solved', jobId: this.claim.jobId, providerId, durationMs });
    return 'solved';
  }

  async #bury(failure: FailureReport): Promise<RunEnd> {
    if (!(await this.#ledger.bury(failure))) return this.#lost();
    this.#parts.emit({ type: 'job-failed', jobId: this.claim.jobId, code: failure.code });
    return 'failed';
  }

  async #handBack(how: {
    readonly why: 'handed-back' | 'retried';
    readonly afterMs: number;
  }): Promise<RunEnd> {
    const { why, afterMs } = how;
    // Whoever claims the job next must find the ticket of a submit that is under way.
    await this.#ledger.submitsAnswered();
    if (!(await this.#ledger.handBack({ why, afterMs }))) return this.#lost();
    this.#parts.emit({ type: 'job-handed-back', jobId: this.claim.jobId, why, afterMs });
    return 'handed-back';
  }

  #lost(): RunEnd {
    this.#ledger.noteLost();
    this.#parts.emit({ type: 'lease-lost', jobId: this.claim.jobId });
    return 'lost';
  }

  /** Until the deadline, which is an instant of the wall clock: other processes must agree on it. */
  #remainingMs({ deadlineAtEpochMs }: JobData): number {
    return deadlineAtEpochMs - this.#parts.clock.epochMs();
  }

  #wholeMs(ms: number): number {
    return Math.max(1, Math.floor(ms));
  }
}
