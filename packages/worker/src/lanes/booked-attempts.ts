import type { RouterEvent } from '@understudy/core';

import type { Attempts } from '../store/attempts.ts';

interface Booked {
  readonly jobId: string;
  /** Resolves when the submit is answered: by a ticket, or by its end. */
  readonly answered: Promise<void>;
  answer(): void;
}

/**
 * Knows which purchases of this worker are under way, and writes down how they end while it happens, so that a worker
 * that dies later leaves no doubt about those that were refused for nothing. Best effort: the reports at the end of a
 * solve say it again.
 */
export class BookedAttempts {
  readonly #attempts: Attempts;
  readonly #booked = new Map<string, Booked>();
  readonly #writes = new Set<Promise<void>>();

  constructor(attempts: Attempts) {
    this.#attempts = attempts;
  }

  add(attemptId: string, jobId: string): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#booked.set(attemptId, { jobId, answered: promise, answer: resolve });
  }

  /** Whose purchase it is; undefined for one that is not ours, or has ended. */
  jobOf(attemptId: string): string | undefined {
    return this.#booked.get(attemptId)?.jobId;
  }

  accepted(attemptId: string): void {
    this.#booked.get(attemptId)?.answer();
  }

  /** Resolves when no submit of a job waits for its reply. */
  async answered(jobId: string): Promise<void> {
    const own = [...this.#booked.values()].filter((booked) => booked.jobId === jobId);
    await Promise.all(own.map(async ({ answered }) => answered));
  }

  /** For the router's `onEvent`. */
  note(event: RouterEvent): void {
    if (event.type !== 'attempt-ended') return;
    const { attemptId, outcome } = event;
    const booked = this.#booked.get(attemptId);
    this.#booked.delete(attemptId);
    booked?.answer();
    // An answer is written with its job.
    if (booked === undefined || outcome === 'solved') return;
    const write = this.#attempts
      .endTicket(booked.jobId, attemptId, outcome)
      .catch(() => undefined)
      .finally(() => this.#writes.delete(write));
    this.#writes.add(write);
  }

  /** Resolves when everything so far is written, or could not be. */
  async settled(): Promise<void> {
    await Promise.all(this.#writes);
  }
}
