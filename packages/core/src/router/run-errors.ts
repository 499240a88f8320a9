import type { AttemptReport } from '../errors/attempt-report.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import {
  AllAttemptsFailedError,
  DeadlineExceededError,
  HookFailedError,
  RouterClosedError,
  TaskInvalidError,
} from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';

/** What every error of an unsolved task carries. */
export interface TaskRemains {
  readonly attempts: readonly AttemptReport[];
  readonly openTickets: readonly TicketRecord[];
  readonly cause?: Error | undefined;
}

export const routerClosed = (remains: TaskRemains): RouterClosedError =>
  new RouterClosedError({
    message: 'the router was closed while the task was running',
    ...remains,
  });

export const deadlineExceeded = (deadlineMs: number, remains: TaskRemains): DeadlineExceededError =>
  new DeadlineExceededError({ message: `no answer came within ${deadlineMs} ms`, ...remains });

export const hookFailed = (remains: TaskRemains): HookFailedError =>
  new HookFailedError({
    message: 'onSubmitting failed, so the task was not submitted',
    ...remains,
  });

/** The policy `fail` was followed. */
export function outcomeUnknown(providerId: string, remains: TaskRemains): AllAttemptsFailedError {
  const message = `${providerId} left a submit unanswered, and the policy is to fail then`;
  return new AllAttemptsFailedError({ message, ...remains });
}

/** The service says that the task, not the service, is at fault. */
export function taskAtFault(
  error: ProviderError,
  remains: TaskRemains,
): TaskInvalidError | AllAttemptsFailedError {
  const message = `${error.providerId} refused the task: ${error.message}`;
  if (error.code !== 'task-invalid')
    return new AllAttemptsFailedError({ message, ...remains, cause: error });
  return new TaskInvalidError({ message, charged: error.charged, cause: error });
}
