import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { candidate } from './__fixtures__/candidates.ts';
import { choose as chooseFrom } from './choose.ts';
import type { Choice } from './choice.ts';
import type { Situation } from './situation.ts';
import { byPrice } from './rank-candidates.ts';
import type { Obstacle } from './obstacle.ts';

const choose = (given: Situation): Choice => chooseFrom(given, byPrice(given.candidates));

/** At 10 s, with a deadline at 120 s, a short wait up to 70 s and a first poll after 7 s. */
const situation = (changes: Partial<Situation> = {}): Situation => ({
  candidates: [],
  now: 10_000,
  deadlineAt: 120_000,
  shortWaitEndsAt: 70_000,
  isAnswerPending: false,
  taskId: 'task-1',
  taskType: 'turnstile',
  stakes: { perSecond: 0, ofFailure: 1, usualPrice: 1 },
  live: [],
  isAwaited: false,
  isUntouched: true,
  current: undefined,
  chance: 0,
  ...changes,
});

const behind = (...obstacles: readonly Obstacle[]): Pick<Situation, 'candidates'> => ({
  candidates: obstacles.map((obstacle, order) =>
    candidate(`provider-${order}`, { order, obstacle, firstWaitMs: 7_000 }),
  ),
});

describe('choose', () => {
  it('takes the best candidate that is free', () => {
    const lead = candidate('lead', { obstacle: { kind: 'full' } });
    const backup = candidate('backup', { order: 1 });
    const choice = choose(situation({ candidates: [lead, backup] }));
    expect(choice).toEqual({ kind: 'attempt', candidate: backup, ranked: [backup, lead] });
  });

  it('fails when nobody can take the task any more', () => {
    const obstacles: readonly Obstacle[] = [
      { kind: 'latched', reason: 'funds-exhausted' },
      { kind: 'tried-enough' },
      { kind: 'type-unsupported' },
    ];
    expect(choose(situation(behind(...obstacles)))).toMatchObject({ kind: 'fail' });
  });

  it('fails without any provider', () => {
    expect(choose(situation())).toEqual({ kind: 'fail', ranked: [] });
  });

  it('waits for an answer that may still come, though nobody is left to ask', () => {
    const choice = choose(
      situation({ ...behind({ kind: 'tried-enough' }), isAnswerPending: true }),
    );
    expect(choice).toMatchObject({ kind: 'wait', until: undefined });
  });

  it('waits for the first rest to end', () => {
    const choice = choose(
      situation(
        behind(
          { kind: 'just-refused', until: 13_000 },
          { kind: 'cooling-off', until: 12_000, isFull: false },
          { kind: 'breaker-open', until: 15_000 },
        ),
      ),
    );
    expect(choice).toMatchObject({ kind: 'wait', until: 12_000 });
  });

  it('waits for an event where no instant is known', () => {
    expect(choose(situation(behind({ kind: 'full' })))).toMatchObject({
      kind: 'wait',
      until: undefined,
    });
  });

  it.each([
    ['a rest', { kind: 'cooling-off', until: 69_999, isFull: false }, 'wait'],
    ['a rest', { kind: 'cooling-off', until: 70_000, isFull: false }, 'fail'],
    ['an open breaker', { kind: 'breaker-open', until: 70_000 }, 'fail'],
    ['a refusal', { kind: 'just-refused', until: 70_000 }, 'fail'],
    ['a full account', { kind: 'cooling-off', until: 100_000, isFull: true }, 'wait'],
    ['a task in work', { kind: 'live', until: 100_000 }, 'wait'],
  ] as const)('gives %s that ends late the patience that it deserves: %j', (_, obstacle, kind) => {
    expect(choose(situation(behind(obstacle))).kind).toBe(kind);
  });

  it.each([
    ['being probed', { kind: 'being-probed' }, 'fail'],
    ['full', { kind: 'full' }, 'wait'],
  ] as const)('after the short wait no longer waits for a provider %s: %j', (_, obstacle, kind) => {
    const late = { now: 75_000, shortWaitEndsAt: 70_000 };
    expect(choose(situation({ ...behind(obstacle), ...late })).kind).toBe(kind);
  });

  it.each([
    [{ kind: 'full' }, 112_999, 'wait'],
    [{ kind: 'full' }, 113_000, 'fail'],
    [{ kind: 'cooling-off', until: 112_999, isFull: true }, 10_000, 'wait'],
    [{ kind: 'cooling-off', until: 113_000, isFull: true }, 10_000, 'fail'],
    [{ kind: 'live', until: Infinity }, 10_000, 'fail'],
  ] as const)(
    'never waits for what would come too late for the first poll: %j at %i ms',
    (obstacle, now, kind) => {
      expect(choose(situation({ ...behind(obstacle), now })).kind).toBe(kind);
    },
  );

  it('sees each provider’s own first poll', () => {
    const resting = (until: number): Obstacle => ({ kind: 'cooling-off', until, isFull: true });
    const candidates = [
      candidate('slow', { obstacle: resting(62_000), firstWaitMs: 60_000 }),
      candidate('quick', { obstacle: resting(65_000), firstWaitMs: 1_000 }),
    ];
    const choice = choose(situation({ candidates }));
    expect(choice).toMatchObject({ kind: 'wait', until: 65_000 });
  });

  it('never waits beyond the deadline, nor for the past', () => {
    const until = fc.integer({ min: 10_001, max: 300_000 });
    const obstacle = fc.oneof(
      until.map((at): Obstacle => ({ kind: 'just-refused', until: at })),
      until.map((at): Obstacle => ({ kind: 'breaker-open', until: at })),
      until.map((at): Obstacle => ({ kind: 'cooling-off', until: at, isFull: true })),
      until.map((at): Obstacle => ({ kind: 'live', until: at })),
      fc.constantFrom<Obstacle>({ kind: 'full' }, { kind: 'being-probed' }, { kind: 'drained' }),
    );
    fc.assert(
      fc.property(fc.array(obstacle), fc.boolean(), (obstacles, isAnswerPending) => {
        const choice = choose(situation({ ...behind(...obstacles), isAnswerPending }));
        expect(choice.kind).not.toBe('attempt');
        if (choice.kind !== 'wait' || choice.until === undefined) return;
        expect(choice.until).toBeGreaterThan(10_000);
        expect(choice.until).toBeLessThan(113_000);
      }),
    );
  });
});
