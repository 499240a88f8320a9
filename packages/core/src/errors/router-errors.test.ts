import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { AttemptReport } from './attempt-report.ts';
import { OptionsInvalidError } from './options-invalid-error.ts';
import {
  AllAttemptsFailedError,
  BudgetExhaustedError,
  DeadlineExceededError,
  HookFailedError,
  isSolverError,
  NoProviderForTaskError,
  RouterClosedError,
  TaskInvalidError,
  UnknownTicketError,
} from './router-errors.ts';
import type { Charged } from './solver-error.ts';

const attempt = (charged: Charged): AttemptReport => ({
  attemptId: `attempt-${charged}`,
  providerId: 'lead',
  startedAtEpochMs: 1_800_000_000_000,
  durationMs: 400,
  outcome: 'failed',
  charged,
  reason: 'lead (first)',
});

const openTicket = {
  attemptId: 'attempt-1',
  providerId: 'lead',
  ticket: { id: '77' },
  taskType: 'turnstile',
  acceptedAtEpochMs: 1_800_000_000_000,
};

const remains = { message: 'no answer', attempts: [attempt('yes')], openTickets: [openTicket] };

const every = {
  'options-invalid': new OptionsInvalidError({ option: 'providers', message: 'missing' }),
  'task-invalid': new TaskInvalidError({ message: 'no site key', field: 'siteKey' }),
  'no-provider-for-task': new NoProviderForTaskError({ taskType: 'grid', message: 'nobody' }),
  'all-attempts-failed': new AllAttemptsFailedError(remains),
  'deadline-exceeded': new DeadlineExceededError(remains),
  'budget-exhausted': new BudgetExhaustedError(remains),
  'router-closed': new RouterClosedError(remains),
  'hook-failed': new HookFailedError(remains),
  'unknown-ticket': new UnknownTicketError({ providerId: 'gone', message: 'no such provider' }),
  unreachable: leadSaid('unreachable'),
};

describe('isSolverError', () => {
  it.each(Object.entries(every))('knows the error %s by its code', (code, error) => {
    expect(isSolverError(error) && error.code).toBe(code);
    expect(error.name).toBe(error.constructor.name);
  });

  it.each([
    ['an abort', new DOMException('stopped', 'AbortError')],
    ['a plain object with a code', { code: 'deadline-exceeded' }],
    ['undefined', undefined],
    ['null', null],
  ])('does not know %s', (_, value) => {
    expect(isSolverError(value)).toBe(false);
  });
});

describe.each(
  Object.entries({
    AllAttemptsFailedError,
    DeadlineExceededError,
    BudgetExhaustedError,
    RouterClosedError,
    HookFailedError,
  }),
)('%s', (_, Unsolved) => {
  it('carries the attempts and the tickets that are still open', () => {
    const error = new Unsolved(remains);
    expect(error.attempts).toEqual([attempt('yes')]);
    expect(error.openTickets).toEqual([openTicket]);
  });

  it.each([
    { of: [], charged: 'no' },
    { of: ['no', 'no'], charged: 'no' },
    { of: ['no', 'unknown'], charged: 'unknown' },
    { of: ['unknown', 'yes', 'no'], charged: 'yes' },
  ] as const)('says $charged of the money after attempts that say $of', ({ of, charged }) => {
    expect(new Unsolved({ ...remains, attempts: of.map(attempt) }).charged).toBe(charged);
  });

  it('keeps what caused it', () => {
    const cause = leadSaid('task-unsolvable');
    expect(new Unsolved({ ...remains, cause }).cause).toBe(cause);
  });
});

describe('TaskInvalidError', () => {
  it('names the field, where it is known', () => {
    expect(every['task-invalid'].field).toBe('siteKey');
    expect(new TaskInvalidError({ message: 'refused' }).field).toBeUndefined();
  });

  it('costs nothing unless the service refused the task after accepting it', () => {
    expect(every['task-invalid'].charged).toBe('no');
    expect(new TaskInvalidError({ message: 'refused', charged: 'yes' }).charged).toBe('yes');
  });
});

describe('UnknownTicketError', () => {
  it('speaks of a ticket that has been paid', () => {
    expect(every['unknown-ticket']).toMatchObject({ providerId: 'gone', charged: 'yes' });
  });
});

describe('the brand of an error', () => {
  it('shows in no log', () => {
    for (const error of Object.values(every)) {
      expect(Object.getOwnPropertySymbols(error).map((symbol) => symbol.description)).toEqual([
        'understudy.solver-error',
      ]);
      expect(Object.getOwnPropertySymbols(Object.assign({}, error))).toEqual([]);
    }
  });
});
