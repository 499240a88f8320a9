import type { Clock } from '@understudy/core/provider';
import type { AttemptReport, SubmittingRecord, TicketRecord } from '@understudy/core';

import { LeaseLostError } from '../errors/worker-errors.ts';
import type { Answer } from '../jobs/answer.ts';
import type { FailureReport } from '../jobs/failure-report.ts';
import type { Claim } from '../store/claim.ts';
import type { Store } from '../store/open-store.ts';
import type { BoughtBecause } from '../store/stored-attempt.ts';
import type { BookedAttempts } from './booked-attempts.ts';
import type { StoreWatch } from './store-watch.ts';
import { takeOver, type TakenOver } from './taken-over.ts';

export interface LedgerParts {
  readonly store: Store;
  readonly watch: StoreWatch;
  readonly booked: BookedAttempts;
  readonly clock: Clock;
  /** Aborted when the worker ends, whatever is still to be written. */
  readonly abandoned: AbortSignal;
}

/** What a worker finds out about a job before it begins. */
export interface LookBack extends TakenOver {
  /** How many of its workers have died. */
  readonly crashed: number;
  /** How many times it was given back after it had failed. */
  readonly retried: number;
}

/** The router answers a submit within twice its time limit, of which 15 s is usual. */
const longestSubmitMs = 30_000;

/**
 * What one worker writes down of one job. While the database is away everything but a booking is tried again until it
 * is back: a booking that cannot be made must stop the purchase, and an answer that was paid for must not be lost.
 */
export class JobLedger {
  readonly #claim: Claim;
  readonly #parts: LedgerParts;
  readonly #late = new Set<Promise<void>>();

  constructor(claim: Claim, parts: LedgerParts) {
    this.#claim = claim;
    this.#parts = parts;
  }

  async lookBack(): Promise<LookBack> {
    const { jobId, claim } = this.#claim;
    // Nobody had it before, so there is nothing to read.
    if (claim === 0) return { ...takeOver([]), crashed: 0, retried: 0 };
    const { attempts, claims } = this.#parts.store;
    const [bought, ends] = await this.#write(async () =>
      Promise.all([attempts.of(jobId), claims.endsOf(jobId), claims.sign(this.#claim)]),
    );
    return { ...takeOver(bought), ...ends };
  }

  /** @throws {LeaseLostError} when the job is another worker's by now; nothing may be sent then. */
  async book({ attemptId, providerId }: SubmittingRecord, because: BoughtBecause): Promise<void> {
    const { store, booked, watch } = this.#parts;
    let isHeld: boolean;
    try {
      isHeld = await store.attempts.book(this.#claim, { attemptId, providerId, because });
    } catch (error) {
      watch.failed(error);
      // It may be booked all the same, and its reply lost; nothing is sent either way.
      this.#later(async () => store.attempts.endTicket(this.#claim.jobId, attemptId, 'recalled'));
      throw error;
    }
    if (!isHeld) throw new LeaseLostError(this.#claim.jobId);
    booked.add(attemptId, this.#claim.jobId);
  }

  /** Resolves when the ticket is stored, or will be as soon as the database is back: it is polled all the same. */
  async keepTicket(record: TicketRecord): Promise<void> {
    const { store, watch, booked } = this.#parts;
    const write = async (): Promise<void> => store.attempts.storeTicket(this.#claim.jobId, record);
    booked.accepted(record.attemptId);
    try {
      await write();
    } catch (error) {
      watch.failed(error);
      this.#later(write);
    }
  }

  noteEnded({ attemptId }: TicketRecord): void {
    this.#later(async () =>
      this.#parts.store.attempts.endTicket(this.#claim.jobId, attemptId, 'failed'),
    );
  }

  noteAttempts(reports: readonly AttemptReport[]): void {
    this.#later(async () => this.#parts.store.attempts.end(this.#claim.jobId, reports));
  }

  /** Ends the job with its answer. False when another worker has the job: the answer is left there for it. */
  async handIn(answer: Answer): Promise<boolean> {
    const { clock, store } = this.#parts;
    const { rows, attempts } = store;
    const { jobId } = this.#claim;
    const isDone = await this.#write(async () =>
      rows.complete(this.#claim, answer, clock.epochMs()),
    );
    if (!isDone) await this.#write(async () => attempts.keepAnswer(jobId, answer));
    this.noteAttempts(answer.attempts);
    // A ticket of an earlier worker is in no report of this one.
    if (!answer.attempts.some(({ attemptId }) => attemptId === answer.attemptId))
      this.#later(async () => attempts.endTicket(jobId, answer.attemptId, 'solved'));
    return isDone;
  }

  /** Makes a dead letter of the job. False when another worker has it. */
  async bury(failure: FailureReport): Promise<boolean> {
    const { clock, store } = this.#parts;
    return await this.#write(async () => store.rows.bury(this.#claim, failure, clock.epochMs()));
  }

  /** False when another worker has it. */
  async handBack(how: {
    readonly why: 'handed-back' | 'retried';
    readonly afterMs: number;
  }): Promise<boolean> {
    return await this.#write(async () => this.#parts.store.claims.handBack(this.#claim, how));
  }

  /** The worker lives, and the job is another's: its claim did not end by a crash. */
  noteLost(): void {
    this.#later(async () => this.#parts.store.claims.noteLost(this.#claim));
  }

  /** Resolves when no submit of the job waits for its reply, or waited for too long. */
  async submitsAnswered(): Promise<void> {
    const { booked, clock, abandoned } = this.#parts;
    const waited = new AbortController();
    const signal = AbortSignal.any([waited.signal, abandoned]);
    const tooLong = clock.sleep(longestSubmitMs, { signal }).catch(() => undefined);
    await Promise.race([booked.answered(this.#claim.jobId), tooLong]);
    waited.abort();
  }

  /** Resolves when everything that could wait is written, or the worker has given up. */
  async settled(): Promise<void> {
    while (this.#late.size > 0) await Promise.all(this.#late);
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    return await this.#parts.watch.untilAnswered(write, this.#parts.abandoned);
  }

  #later(write: () => Promise<void>): void {
    const written = this.#write(write)
      .catch(() => undefined)
      .finally(() => this.#late.delete(written));
    this.#late.add(written);
  }
}
