import type { AttemptReport } from './attempt-report.ts';
import type { OptionsInvalidError } from './options-invalid-error.ts';
import type { ProviderError } from './provider-error.ts';
import { type Charged, hasSolverErrorBrand, SolverError } from './solver-error.ts';
import type { TicketRecord } from './ticket-record.ts';

/** The task itself is at fault: a field that no provider accepts, or that the service refused. No other was asked. */
export class TaskInvalidError extends SolverError {
  override readonly name = 'TaskInvalidError';
  override readonly code = 'task-invalid';
  /** The field at fault, where it is known. */
  readonly field?: string;

  constructor(init: {
    readonly message: string;
    readonly field?: string | undefined;
    readonly charged?: Charged;
    readonly cause?: unknown;
  }) {
    super({ message: init.message, charged: init.charged ?? 'no', cause: init.cause });
    if (init.field !== undefined) this.field = init.field;
  }
}

/** No provider of this router declares the task's type. */
export class NoProviderForTaskError extends SolverError {
  override readonly name = 'NoProviderForTaskError';
  override readonly code = 'no-provider-for-task';
  readonly taskType: string;

  constructor(init: { readonly taskType: string; readonly message: string }) {
    super({ message: init.message, charged: 'no' });
    this.taskType = init.taskType;
  }
}

interface UnsolvedInit {
  readonly message: string;
  readonly attempts: readonly AttemptReport[];
  readonly openTickets: readonly TicketRecord[];
  readonly cause?: unknown;
}

abstract class UnsolvedError extends SolverError {
  /** Every attempt with its outcome and reason, oldest first. */
  readonly attempts: readonly AttemptReport[];
  /** Paid tickets that may still be answered: hand them to `router.resume`. */
  readonly openTickets: readonly TicketRecord[];

  constructor(init: UnsolvedInit) {
    super({ message: init.message, charged: chargedOver(init.attempts), cause: init.cause });
    this.attempts = init.attempts;
    this.openTickets = init.openTickets;
  }
}

/** Every provider that could take the task refused it or failed at it. */
export class AllAttemptsFailedError extends UnsolvedError {
  override readonly name = 'AllAttemptsFailedError';
  override readonly code = 'all-attempts-failed';
}

/** The deadline passed before an answer came. */
export class DeadlineExceededError extends UnsolvedError {
  override readonly name = 'DeadlineExceededError';
  override readonly code = 'deadline-exceeded';
}

/** What a budget of the router is, and what of it is spent. */
interface SpentWindow {
  readonly window: 'hour' | 'day';
  readonly limit: { readonly amount: number; readonly currency: string };
  readonly spent: { readonly amount: number; readonly currency: string };
  /** When there is room for the task; undefined when the limit is below its price. */
  readonly retryAfterMs?: number | undefined;
}

/** Another paid attempt would have cost more than the budget of the task, or what is left of the router's. */
export class BudgetExhaustedError extends UnsolvedError {
  override readonly name = 'BudgetExhaustedError';
  override readonly code = 'budget-exhausted';
  /** Whose budget it was: the task's, or the router's for an hour or a day. */
  readonly window: 'task' | 'hour' | 'day';
  /** Of the router's budget. */
  readonly limit?: SpentWindow['limit'];
  readonly spent?: SpentWindow['spent'];
  readonly retryAfterMs?: number;

  constructor(init: UnsolvedInit & { readonly ofRouter?: SpentWindow | undefined }) {
    super(init);
    const { ofRouter } = init;
    this.window = ofRouter?.window ?? 'task';
    if (ofRouter === undefined) return;
    this.limit = ofRouter.limit;
    this.spent = ofRouter.spent;
    if (ofRouter.retryAfterMs !== undefined) this.retryAfterMs = ofRouter.retryAfterMs;
  }
}

/** The router was closed: before the call, or while the task was running. */
export class RouterClosedError extends UnsolvedError {
  override readonly name = 'RouterClosedError';
  override readonly code = 'router-closed';
}

/** The caller's `onSubmitting` threw or took too long, so the paid request was not sent. */
export class HookFailedError extends UnsolvedError {
  override readonly name = 'HookFailedError';
  override readonly code = 'hook-failed';
}

/** A ticket of a provider that this router does not hold. */
export class UnknownTicketError extends SolverError {
  override readonly name = 'UnknownTicketError';
  override readonly code = 'unknown-ticket';
  readonly providerId: string;

  constructor(init: { readonly providerId: string; readonly message: string }) {
    super({ message: init.message, charged: 'yes' });
    this.providerId = init.providerId;
  }
}

/** The worst of what the attempts say about money. */
function chargedOver(attempts: readonly AttemptReport[]): Charged {
  if (attempts.some(({ charged }) => charged === 'yes')) return 'yes';
  return attempts.some(({ charged }) => charged === 'unknown') ? 'unknown' : 'no';
}

/** Every error of this SDK: a union on `code`. */
export type UnderstudyError =
  | OptionsInvalidError
  | ProviderError
  | TaskInvalidError
  | NoProviderForTaskError
  | AllAttemptsFailedError
  | DeadlineExceededError
  | BudgetExhaustedError
  | RouterClosedError
  | HookFailedError
  | UnknownTicketError;

/** True for every error of this SDK, from any loaded copy; an exhaustive `switch (error.code)` may follow. */
export const isSolverError = (value: unknown): value is UnderstudyError =>
  hasSolverErrorBrand(value);
