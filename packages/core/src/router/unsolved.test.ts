import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { AttemptReport } from '../errors/attempt-report.ts';
import { AllAttemptsFailedError, BudgetExhaustedError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import { candidate } from '../strategy/__fixtures__/candidates.ts';
import type { Attempt } from './attempt.ts';
import { nobodyLeft, remainsOf } from './unsolved.ts';

const openTicket: TicketRecord = {
  attemptId: 'attempt-2',
  providerId: 'backup',
  ticket: { id: '77' },
  taskType: 'turnstile',
  acceptedAtEpochMs: 1_800_000_000_000,
};

function attemptThat(report: Partial<AttemptReport>, ticket?: TicketRecord): Attempt {
  const full: AttemptReport = {
    attemptId: 'attempt-1',
    providerId: 'lead',
    startedAtEpochMs: 1_800_000_000_000,
    durationMs: 400,
    outcome: 'refused',
    charged: 'no',
    reason: 'lead (first)',
    ...report,
  };
  // Nothing else of an attempt is read here.
  return { state: { report: full, openTicket: ticket } } as unknown as Attempt;
}

const attempts = [
  attemptThat({ code: 'at-capacity' }),
  attemptThat(
    { attemptId: 'attempt-2', providerId: 'backup', outcome: 'live', charged: 'yes' },
    openTicket,
  ),
  attemptThat({ attemptId: 'attempt-3', code: 'rate-limited' }),
];

describe('remainsOf', () => {
  it('tells of every attempt in its order, and of the tickets that are open', () => {
    const remains = remainsOf(attempts);
    expect(remains.attempts.map(({ attemptId }) => attemptId)).toEqual([
      'attempt-1',
      'attempt-2',
      'attempt-3',
    ]);
    expect(remains.openTickets).toEqual([openTicket]);
  });
});

describe('nobodyLeft', () => {
  it('says for each provider how it last failed and what stands in its way', () => {
    const cause = leadSaid('rate-limited');
    const error = nobodyLeft({
      attempts,
      ranked: [
        candidate('lead', { obstacle: { kind: 'just-refused', until: 4_000 } }),
        candidate('backup', { order: 1, obstacle: { kind: 'live', until: Infinity } }),
        candidate('third', { order: 2, obstacle: { kind: 'latched', reason: 'funds-exhausted' } }),
      ],
      now: 1_000,
      cause,
    });
    expect(error).toBeInstanceOf(AllAttemptsFailedError);
    expect(error.message).toBe(
      'no provider is left for the task: lead: refused (rate-limited), just refused for 3000 ms more; backup: live, live; third: latched: funds-exhausted',
    );
    expect(error.cause).toBe(cause);
    expect(error).toMatchObject({ charged: 'yes', openTickets: [openTicket] });
    expect(error.attempts).toHaveLength(3);
  });

  it('blames the budget where another attempt would have been too dear', () => {
    const error = nobodyLeft({
      attempts: [],
      ranked: [candidate('lead', { obstacle: { kind: 'over-budget' } })],
      now: 0,
      cause: undefined,
    });
    expect(error).toBeInstanceOf(BudgetExhaustedError);
    expect(error).toMatchObject({
      code: 'budget-exhausted',
      window: 'task',
      charged: 'no',
      attempts: [],
    });
  });

  it('blames the budget of the router that has room first, and says when', () => {
    const dollars = (amount: number) => ({ amount, currency: 'USD' });
    const spent = { limit: dollars(5), spent: dollars(4.99) };
    const error = nobodyLeft({
      attempts: [],
      ranked: [
        candidate('lead', {
          obstacle: { kind: 'budget-spent', window: 'day', ...spent, until: 9_000 },
        }),
        candidate('backup', {
          obstacle: { kind: 'budget-spent', window: 'hour', ...spent, until: 4_000 },
        }),
      ],
      now: 1_000,
      cause: undefined,
    });
    expect(error).toBeInstanceOf(BudgetExhaustedError);
    expect(error).toMatchObject({ window: 'hour', ...spent, retryAfterMs: 3_000 });
    expect(error.message).toContain("the router's budget of 5 USD per hour is spent; no provider");
  });
});
