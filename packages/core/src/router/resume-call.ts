import { DeadlineExceededError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import type { Clock } from '../provider/clock.ts';
import { Settlement } from './settlement.ts';
import type { Solved } from './solved.ts';

export interface ResumeCallInit {
  readonly record: TicketRecord;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  /** Its deadline has passed, or its caller has aborted. */
  onLeft(call: ResumeCall): void;
}

/** One caller of `resume`, with a deadline and a signal of its own. Settles once. */
export class ResumeCall {
  /** On the monotonic clock. */
  readonly deadlineAt: number;
  readonly #settlement: Settlement<Solved>;

  constructor({ record, clock, deadlineMs, signal, onLeft }: ResumeCallInit) {
    this.deadlineAt = clock.now() + deadlineMs;
    const leave = (error: unknown): void => {
      this.reject(error);
      onLeft(this);
    };
    this.#settlement = new Settlement({
      clock,
      deadlineMs,
      signal,
      onDeadline: () => {
        const message = `the ticket was not answered within ${deadlineMs} ms`;
        leave(new DeadlineExceededError({ message, attempts: [], openTickets: [record] }));
      },
      onAbort: leave,
    });
  }

  get promise(): Promise<Solved> {
    return this.#settlement.promise;
  }

  resolve(solved: Solved): void {
    this.#settlement.resolve(solved);
  }

  reject(error: unknown): void {
    this.#settlement.reject(error);
  }
}
