import type { AttemptReport, TicketRecord } from '@understudy/core';

/** Why a job became a dead letter: a code of the router's, or one of ours. */
export interface FailureReport {
  /**
   * The router's code, or `poison` for a job whose workers died, `expired` for one whose deadline passed while nobody
   * worked on it, `unreadable` for one that another version wrote.
   */
  readonly code: string;
  readonly message: string;
  /** May money have been spent. */
  readonly charged: 'no' | 'yes' | 'unknown';
  /** Of the last worker that had it. */
  readonly attempts: readonly AttemptReport[];
  /** Paid tickets that may still be answered: a redrive polls them before it pays again. */
  readonly openTickets: readonly TicketRecord[];
}
