import { type AttemptReport, isSolverError, type TicketRecord } from '@understudy/core';

import type { FailureReport } from '../jobs/failure-report.ts';

/** An error of the router's as it is kept with a dead letter. */
export function failureOf(error: unknown): FailureReport {
  if (!isSolverError(error)) {
    const message = error instanceof Error ? error.name : 'something that is no error was thrown';
    return { code: 'unexpected', message, charged: 'unknown', attempts: [], openTickets: [] };
  }
  const { code, message, charged } = error;
  return { code, message, charged, ...detailsOf(error) };
}

/** What errors of an unsolved task carry. */
export function detailsOf(error: unknown): {
  readonly attempts: readonly AttemptReport[];
  readonly openTickets: readonly TicketRecord[];
} {
  const attempts = isSolverError(error) && 'attempts' in error ? error.attempts : [];
  const openTickets = isSolverError(error) && 'openTickets' in error ? error.openTickets : [];
  return { attempts, openTickets };
}
