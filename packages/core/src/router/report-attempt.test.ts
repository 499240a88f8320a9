import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { Charged } from '../errors/solver-error.ts';
import type { PaymentState } from '../ledger/spend.ts';
import type { AttemptEnd } from './attempt-end.ts';
import { type AttemptFacts, attemptEndedEvent, reportAttempt } from './report-attempt.ts';

const facts: AttemptFacts = {
  attemptId: 'attempt-1',
  providerId: 'lead',
  decision: { providerId: 'lead', reason: 'first', isProbe: false, considered: [] },
  startedAtEpochMs: 1_800_000_000_000,
  durationMs: 4_200,
  payment: 'paid',
  end: undefined,
};

const answer = {
  solution: { type: 'turnstile', token: '0.s3cret' },
  billed: undefined,
  raw: 'OK|0.s3cret',
  ticket: undefined,
  lastNotReadyAt: 0,
} as const;

const error = leadSaid('task-unsolvable', { operation: 'poll', rawCode: 'ERROR_UNSOLVABLE' });

const ends: readonly (readonly [AttemptEnd, string])[] = [
  [{ kind: 'solved', answer }, 'solved'],
  [{ kind: 'refused', error }, 'refused'],
  [{ kind: 'failed', error }, 'failed'],
  [{ kind: 'unknown', error }, 'unknown'],
  [{ kind: 'recalled' }, 'recalled'],
  [{ kind: 'hook-failed', cause: new Error('the database is down') }, 'recalled'],
];

describe('reportAttempt', () => {
  it('says of an attempt that goes on that it is live, and why it was made', () => {
    expect(reportAttempt(facts)).toEqual({
      attemptId: 'attempt-1',
      providerId: 'lead',
      startedAtEpochMs: 1_800_000_000_000,
      durationMs: 4_200,
      outcome: 'live',
      charged: 'yes',
      reason: 'lead (first): ',
    });
  });

  it.each(ends)('says how it ended: %j as %s', (end, outcome) => {
    expect(reportAttempt({ ...facts, end }).outcome).toBe(outcome);
  });

  it('passes on what went wrong, in the words of the service too', () => {
    expect(reportAttempt({ ...facts, end: { kind: 'failed', error } })).toMatchObject({
      code: 'task-unsolvable',
      rawCode: 'ERROR_UNSOLVABLE',
      message: 'lead said task-unsolvable',
    });
  });

  it.each<[PaymentState, Charged]>([
    ['unpaid', 'no'],
    ['refunded', 'no'],
    ['maybe-paid', 'unknown'],
    ['paid', 'yes'],
  ])('says of one that is %s that money was spent: %s', (payment, charged) => {
    expect(reportAttempt({ ...facts, payment }).charged).toBe(charged);
  });

  it('holds no answer', () => {
    const report = reportAttempt({ ...facts, end: { kind: 'solved', answer } });
    expect(JSON.stringify(report)).not.toContain('s3cret');
  });
});

describe('attemptEndedEvent', () => {
  const cost = { amount: 0.00145, currency: 'USD', basis: 'listed' } as const;

  it.each(ends)(
    'tells of the end, the money and the time, and holds no answer: %j',
    (end, outcome) => {
      const event = attemptEndedEvent({ ...facts, end }, { taskId: 'task-1', cost });
      expect(event).toMatchObject({
        type: 'attempt-ended',
        taskId: 'task-1',
        attemptId: 'attempt-1',
        providerId: 'lead',
        outcome,
        charged: 'yes',
        cost,
        durationMs: 4_200,
      });
      expect(JSON.stringify(event)).not.toContain('s3cret');
    },
  );
});
