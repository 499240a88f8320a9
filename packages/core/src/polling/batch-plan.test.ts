import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { batchIntervalMs, type BatchSituation, hazardOf, planBatch } from './batch-plan.ts';

interface Due {
  readonly name: string;
  readonly dueAt: number;
}

const ticket = (name: string, dueAt = 20_000): Due => ({ name, dueAt });

/** A tenth of a second after the last request, with one ticket due. */
const situation: BatchSituation<Due> = {
  now: 20_000,
  due: ticket('due'),
  ready: [],
  nextReadyAt: Infinity,
  lastSentAt: 19_900,
  intervalMs: 1_000,
  maxTickets: 3,
};

const namesOf = (given: Partial<BatchSituation<Due>>): readonly string[] | undefined => {
  const plan = planBatch({ ...situation, ...given });
  return plan.kind === 'ask' ? plan.tickets.map(({ name }) => name) : undefined;
};

describe('batchIntervalMs', () => {
  const intervalOf = (...intervalsMs: readonly number[]): number =>
    batchIntervalMs(intervalsMs.reduce((sum, intervalMs) => sum + hazardOf(intervalMs), 0));

  it('is that of a ticket by itself, and shorter for more of them by the root of their number', () => {
    expect(intervalOf(700)).toBeCloseTo(700);
    expect(intervalOf(...Array.from({ length: 100 }, () => 5_000))).toBeCloseTo(500);
  });

  it('goes by those whose answers are likeliest', () => {
    expect(intervalOf(300, 400, 1e9)).toBeCloseTo(240);
  });

  it('is a second at most, and never nothing', () => {
    expect(intervalOf(40_000)).toBe(1_000);
    expect(intervalOf(0)).toBe(1);
    expect(batchIntervalMs(0)).toBe(1_000);
  });
});

describe('planBatch', () => {
  it('asks for a ticket by itself when nobody comes in time', () => {
    expect(namesOf({})).toEqual(['due']);
    expect(namesOf({ nextReadyAt: 20_901 })).toEqual(['due']);
  });

  it('waits for those that come in time for the next batch', () => {
    const given = { ...situation, nextReadyAt: 20_500, ready: [ticket('ready')] };
    expect(planBatch(given)).toEqual({ kind: 'gather', until: 20_900 });
  });

  it('does not wait when the last request is long ago, nor for more than it can ask for', () => {
    expect(namesOf({ nextReadyAt: 20_500, lastSentAt: 1_000 })).toEqual(['due']);
    const ready = [ticket('one'), ticket('two')];
    expect(namesOf({ nextReadyAt: 20_500, ready })).toEqual(['due', 'one', 'two']);
  });

  it('takes those along first that are due', () => {
    const ready = [ticket('early', 30_000), ticket('also-due', 19_500), ticket('earlier', 25_000)];
    expect(namesOf({ ready })).toEqual(['due', 'also-due', 'early']);
  });

  it('asks for the ticket that is due, for no more than it can and for none twice; or waits a second at most', () => {
    const instant = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(
        fc.array(instant, { maxLength: 12 }),
        fc.record({ now: instant, lastSentAt: instant, nextReadyAt: instant }),
        fc.record({
          maxTickets: fc.integer({ min: 2, max: 8 }),
          intervalMs: fc.integer({ min: 1, max: 1_000 }),
        }),
        (dueTimes, instants, limits) => {
          const ready = dueTimes.map((dueAt, index) => ticket(String(index), dueAt));
          const plan = planBatch({ ...situation, ...instants, ...limits, ready });
          const tickets = plan.kind === 'ask' ? plan.tickets : [situation.due];
          const until = plan.kind === 'gather' ? plan.until : instants.now + 1;
          const most = plan.kind === 'ask' ? Math.min(ready.length + 1, limits.maxTickets) : 1;
          expect(until).toBeGreaterThan(instants.now);
          expect(until).toBeLessThanOrEqual(Math.max(instants.now, instants.lastSentAt) + 1_000);
          expect(tickets[0]).toBe(situation.due);
          expect(tickets).toHaveLength(most);
          expect(new Set(tickets).size).toBe(tickets.length);
        },
      ),
    );
  });
});
