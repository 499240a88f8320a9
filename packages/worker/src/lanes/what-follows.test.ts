import {
  AllAttemptsFailedError,
  type AttemptReport,
  BudgetExhaustedError,
  DeadlineExceededError,
  HookFailedError,
  NoProviderForTaskError,
  RouterClosedError,
  TaskInvalidError,
} from '@understudy/core';
import { describe, expect, it } from 'vitest';

import { LeaseLostError, WorkerClosedError } from '../errors/worker-errors.ts';
import { whatFollows } from './what-follows.ts';

const unsolved = { message: 'x', attempts: [], openTickets: [] } as const;
const usual = { retried: 0, remainingMs: 600_000, mayBuyAgain: true } as const;

const budget = {
  window: 'hour',
  limit: { amount: 1, currency: 'USD' },
  spent: { amount: 1, currency: 'USD' },
} as const;

const doubtful: AttemptReport = {
  attemptId: 'attempt-1',
  providerId: 'lead',
  startedAtEpochMs: 0,
  durationMs: 1,
  outcome: 'unknown',
  charged: 'unknown',
  reason: 'first',
};

describe('what follows', () => {
  it.each([
    ['a task that is at fault', new TaskInvalidError({ message: 'x' }), 'bury'],
    [
      'a task that nobody takes',
      new NoProviderForTaskError({ taskType: 'x', message: 'x' }),
      'bury',
    ],
    ['something unforeseen', new TypeError('x'), 'bury'],
    ['a booking that could not be made', new HookFailedError(unsolved), 'again'],
    ['a router that closes', new RouterClosedError(unsolved), 'hand-back'],
    ['a worker that stops', new WorkerClosedError(), 'hand-back'],
    [
      'a lease that was lost',
      new HookFailedError({ ...unsolved, cause: new LeaseLostError('job') }),
      'drop',
    ],
  ])('%s', (_name, error, kind) => {
    expect(whatFollows(error, usual)).toMatchObject({ kind });
  });

  it.each([new AllAttemptsFailedError(unsolved), new DeadlineExceededError(unsolved)])(
    'a failed solve is tried again, later each time and twice at most',
    (error) => {
      const waits = [0, 1, 2].map((retried) => whatFollows(error, { ...usual, retried }));
      expect(waits).toEqual([
        { kind: 'hand-back', why: 'retried', afterMs: 5_000 },
        { kind: 'hand-back', why: 'retried', afterMs: 10_000 },
        { kind: 'bury' },
      ]);
    },
  );

  it('a failed solve is buried where no time is left to try again', () => {
    const error = new AllAttemptsFailedError(unsolved);
    expect(whatFollows(error, { ...usual, remainingMs: 5_000 })).toEqual({ kind: 'bury' });
  });

  it('an exhausted budget is waited for, within the deadline', () => {
    const error = new BudgetExhaustedError({
      ...unsolved,
      ofRouter: { ...budget, retryAfterMs: 60_000 },
    });
    const wait = { kind: 'hand-back', why: 'handed-back', afterMs: 60_000 };
    expect(whatFollows(error, usual)).toEqual(wait);
    expect(whatFollows(error, { ...usual, remainingMs: 30_000 })).toEqual({ kind: 'bury' });
    expect(whatFollows(new BudgetExhaustedError(unsolved), usual)).toEqual({ kind: 'bury' });
  });

  it('a doubtful purchase is not made again where the policy forbids it', () => {
    const error = new AllAttemptsFailedError({ ...unsolved, attempts: [doubtful] });
    expect(whatFollows(error, usual)).toMatchObject({ kind: 'hand-back' });
    expect(whatFollows(error, { ...usual, mayBuyAgain: false })).toEqual({ kind: 'bury' });
  });
});
