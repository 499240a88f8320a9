import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  type BatchCandidate,
  batchIntervalMs,
  type BatchSituation,
  planBatch,
} from './batch-plan.ts';

interface Candidate extends BatchCandidate {
  readonly name: string;
}

const ticket = (name: string, askableAt: number, dueAt = askableAt): Candidate => ({
  name,
  askableAt,
  dueAt,
  intervalMs: 5_000,
});

/** A second after the last request, with one ticket due. */
const situation = (others: readonly Candidate[]): BatchSituation<Candidate> => ({
  now: 20_000,
  due: ticket('due', 20_000),
  others,
  lastSentAt: 19_900,
  maxTickets: 3,
  takesEarly: true,
});

const namesOf = (given: BatchSituation<Candidate>): readonly string[] | undefined => {
  const plan = planBatch(given);
  return plan.kind === 'ask' ? plan.tickets.map(({ name }) => name) : undefined;
};

describe('batchIntervalMs', () => {
  it('is the best interval for the sum of their hazards: shorter by the root of their number', () => {
    const alike = Array.from({ length: 100 }, () => ({ intervalMs: 5_000 }));
    expect(batchIntervalMs(alike)).toBeCloseTo(500);
  });

  it('goes by those whose answers are likeliest', () => {
    const mixed = [{ intervalMs: 300 }, { intervalMs: 400 }, { intervalMs: 1e9 }];
    expect(batchIntervalMs(mixed)).toBeCloseTo(240);
  });

  it('is a second at most, and never nothing', () => {
    expect(batchIntervalMs([{ intervalMs: 40_000 }])).toBe(1_000);
    expect(batchIntervalMs([{ intervalMs: 0 }])).toBe(1);
  });
});

describe('planBatch', () => {
  it('asks for a ticket by itself when nobody comes in time', () => {
    expect(namesOf(situation([]))).toEqual(['due']);
    expect(namesOf(situation([ticket('late', 20_901)]))).toEqual(['due']);
  });

  it('waits for those that come in time for the next batch', () => {
    const given = situation([ticket('soon', 20_500), ticket('ready', 19_000, 30_000)]);
    expect(planBatch(given)).toEqual({ kind: 'gather', until: 20_900 });
  });

  it('does not wait when the last request is long ago, nor for more than it can ask for', () => {
    const soon = ticket('soon', 20_500);
    expect(namesOf({ ...situation([soon]), lastSentAt: 1_000 })).toEqual(['due']);
    const ready = [ticket('one', 20_000), ticket('two', 20_000)];
    expect(namesOf(situation([soon, ...ready]))).toEqual(['due', 'one', 'two']);
  });

  it('takes along whoever may be asked for, those first that are due', () => {
    const given = situation([
      ticket('early', 19_000, 30_000),
      ticket('too-early', 20_001),
      ticket('also-due', 19_500),
      ticket('earlier', 19_000, 25_000),
    ]);
    expect(namesOf({ ...given, lastSentAt: -Infinity })).toEqual(['due', 'also-due', 'early']);
  });

  it('takes nobody along early where polls are counted', () => {
    const others = [ticket('early', 19_000, 20_500), ticket('also-due', 19_500)];
    const given = { ...situation(others), takesEarly: false };
    expect(planBatch(given)).toEqual({ kind: 'gather', until: 20_900 });
    expect(namesOf({ ...given, lastSentAt: -Infinity })).toEqual(['due', 'also-due']);
  });

  it('never asks for a ticket before it may, for more than it can, or for one twice', () => {
    const candidates = fc.array(
      fc.record({
        name: fc.uuid(),
        askableAt: fc.integer({ min: 0, max: 40_000 }),
        intervalMs: fc.integer({ min: 0, max: 20_000 }),
      }),
      { maxLength: 12 },
    );
    const instant = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(
        candidates,
        fc.record({
          now: instant,
          lastSentAt: instant,
          maxTickets: fc.integer({ min: 2, max: 8 }),
        }),
        fc.boolean(),
        (given, { now, lastSentAt, maxTickets }, takesEarly) => {
          const others = given.map((one) => ({ ...one, dueAt: one.askableAt + one.intervalMs }));
          const due = { ...ticket('due', now) };
          const plan = planBatch({ now, due, others, lastSentAt, maxTickets, takesEarly });
          if (plan.kind === 'gather') {
            expect(plan.until).toBeGreaterThan(now);
            expect(plan.until).toBeLessThanOrEqual(lastSentAt + 1_000);
            return;
          }
          expect(plan.tickets[0]).toBe(due);
          expect(plan.tickets.length).toBeLessThanOrEqual(maxTickets);
          expect(new Set(plan.tickets).size).toBe(plan.tickets.length);
          expect(plan.tickets.every(({ askableAt }) => askableAt <= now)).toBe(true);
        },
      ),
    );
  });
});
