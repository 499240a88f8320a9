import { isSolverError, type UnderstudyError } from '@understudy/core';

import { WorkerClosedError } from '../errors/worker-errors.ts';
import { detailsOf } from './failure-of.ts';
import { hasLostLease } from './has-lost-lease.ts';

/** What becomes of a job whose solve has failed. */
export type WhatFollows =
  | { readonly kind: 'drop' }
  /** The fault is our own database's, and nothing was sent: the same worker tries again. */
  | { readonly kind: 'again' }
  | {
      readonly kind: 'hand-back';
      readonly why: 'handed-back' | 'retried';
      readonly afterMs: number;
    }
  | { readonly kind: 'bury' };

export interface Circumstances {
  /** How many times the job has been given back after a failure like this. */
  readonly retried: number;
  /** Until the job's deadline. */
  readonly remainingMs: number;
  /** Whether something is bought although an earlier purchase may have been accepted: not under `outcomeUnknown: 'fail'`. */
  readonly mayBuyAgain: boolean;
}

/** How often a job is solved anew. */
const mostRetries = 2;
const firstPauseMs = 5_000;

type Consequence = 'retry' | 'wait' | 'again' | 'hand-back';

/** What follows for each code of the router's; any other is buried. */
const byCode: Readonly<Partial<Record<UnderstudyError['code'], Consequence>>> = {
  'all-attempts-failed': 'retry',
  'deadline-exceeded': 'retry',
  'budget-exhausted': 'wait',
  'router-closed': 'hand-back',
  'hook-failed': 'again',
};

/** Decides by the error's code, never by its message. */
export function whatFollows(error: unknown, circumstances: Circumstances): WhatFollows {
  if (hasLostLease(error)) return { kind: 'drop' };
  const { retried, remainingMs, mayBuyAgain } = circumstances;
  if (error instanceof WorkerClosedError)
    return { kind: 'hand-back', why: 'handed-back', afterMs: 0 };
  if (!isSolverError(error)) return { kind: 'bury' };
  if (!mayBuyAgain && detailsOf(error).attempts.some(({ outcome }) => outcome === 'unknown'))
    return { kind: 'bury' };
  const consequence = byCode[error.code] ?? 'bury';
  switch (consequence) {
    case 'bury':
      return { kind: 'bury' };
    case 'again':
      return { kind: 'again' };
    case 'hand-back':
      return { kind: 'hand-back', why: 'handed-back', afterMs: 0 };
    case 'wait': {
      const afterMs = 'retryAfterMs' in error ? error.retryAfterMs : undefined;
      if (afterMs === undefined || afterMs >= remainingMs) return { kind: 'bury' };
      return { kind: 'hand-back', why: 'handed-back', afterMs };
    }
    case 'retry': {
      const afterMs = firstPauseMs * 2 ** retried;
      if (retried >= mostRetries || afterMs >= remainingMs) return { kind: 'bury' };
      return { kind: 'hand-back', why: 'retried', afterMs };
    }
  }
}
