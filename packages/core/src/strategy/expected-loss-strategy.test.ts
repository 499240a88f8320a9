import { describe, expect, it } from 'vitest';

import type { Belief } from './belief.ts';
import type { Candidate } from './candidate.ts';
import type { Choice } from './choice.ts';
import { believing, healthy } from './__fixtures__/beliefs.ts';
import { candidate } from './__fixtures__/candidates.ts';
import { situation } from './__fixtures__/situation.ts';
import { expectedLoss } from './expected-loss-strategy.ts';
import type { Situation } from './situation.ts';

const at = (providerId: string, belief: Belief, changes: Partial<Candidate> = {}): Candidate =>
  candidate(providerId, { price: 1, belief: () => belief, ...changes });

const decide = (changes: Partial<Situation>): Choice => expectedLoss().decide(situation(changes));

const chosen = (choice: Choice): string | undefined =>
  choice.kind === 'attempt' ? choice.candidate.providerId : undefined;

const stalled = believing({ stalling: 0.95, healthy: 0.05 });

describe('the strategy expected-loss', () => {
  it('takes the cheapest of those that are well', () => {
    const candidates = [at('dear', healthy), at('cheap', healthy, { order: 1, price: 0.8 })];
    expect(chosen(decide({ candidates }))).toBe('cheap');
  });

  it('leaves a provider that is believed to stall for a dearer one', () => {
    const candidates = [at('lead', stalled, { price: 0.8 }), at('backup', healthy, { order: 1 })];
    expect(chosen(decide({ candidates }))).toBe('backup');
  });

  it('asks a provider that refuses first all the same, where that is free and it is much cheaper', () => {
    const down = believing({ down: 0.9, healthy: 0.1 });
    const candidates = [at('lead', down, { price: 0.1 }), at('backup', healthy, { order: 1 })];
    expect(chosen(decide({ candidates }))).toBe('lead');
  });

  it('keeps the provider of the last task on a tie', () => {
    const candidates = [at('lead', healthy), at('backup', healthy, { order: 1 })];
    expect(chosen(decide({ candidates }))).toBe('lead');
    expect(chosen(decide({ candidates, current: 'backup' }))).toBe('backup');
  });

  it('fills a free slot before it spends money', () => {
    const candidates = [at('paid', healthy), at('flat', healthy, { order: 1, price: 0 })];
    expect(chosen(decide({ candidates }))).toBe('flat');
  });

  it('looks at an avoided provider whose look is due', () => {
    const unsure = believing({ stalling: 0.6, healthy: 0.4 });
    const candidates = [at('lead', unsure, { price: 0.8 }), at('backup', healthy, { order: 1 })];
    expect(chosen(decide({ candidates }))).toBe('backup');
    const due = candidates.map((one) => ({ ...one, lookDue: { paid: 1, price: 0.4 } }));
    expect(decide({ candidates: due })).toMatchObject({
      kind: 'attempt',
      candidate: { providerId: 'lead' },
      why: 'probe',
      weighed: { kind: 'look', paid: 1, price: 0.4 },
    });
  });

  it('buys nothing but looks at a provider whose breaker is open, unless there is nobody else', () => {
    const open = { price: 0.1, isProbe: true };
    const candidates = [at('lead', healthy, open), at('backup', healthy, { order: 1 })];
    expect(chosen(decide({ candidates }))).toBe('backup');
    expect(chosen(decide({ candidates: candidates.slice(0, 1) }))).toBeUndefined();
    const alone = [at('lead', healthy, { ...open, isLastResort: true })];
    expect(chosen(decide({ candidates: alone }))).toBe('lead');
  });

  it('gives the score of every provider that it weighed', () => {
    const candidates = [at('lead', stalled, { price: 0.8 }), at('backup', healthy, { order: 1 })];
    const choice = decide({ candidates });
    const scores = choice.kind === 'attempt' ? choice.scores : undefined;
    expect([...(scores?.keys() ?? [])].toSorted()).toEqual(['backup', 'lead']);
    expect(scores?.get('lead')?.likely).toEqual({ healthy: 0.05, stalling: 0.95 });
    expect(scores?.get('backup')?.loss).toBeLessThan(scores?.get('lead')?.loss ?? 0);
  });

  it.each([
    ['the task has no time to spare', { deadlineAt: 30_000 }],
    ['the task was tried already', { isUntouched: false }],
  ] as const)('does not look while %s', (_why, ofTask) => {
    const unsure = believing({ stalling: 0.6, healthy: 0.4 });
    const candidates = [
      at('lead', unsure, { price: 0.8, lookDue: { paid: 1, price: 0.4 } }),
      at('backup', healthy, { order: 1 }),
    ];
    expect(chosen(decide({ candidates, ...ofTask }))).toBe('backup');
  });

  it('buys a second attempt beside one that is believed to stall, and says what it costs now and later', () => {
    const live = [
      { attemptId: 'a', providerId: 'lead', sentAt: 0, ageMs: 40_000, belief: () => stalled },
    ];
    const candidates = [at('backup', healthy)];
    expect(decide({ candidates, live, isAwaited: true, deadlineAt: 90_000 })).toMatchObject({
      kind: 'attempt',
      why: 'rescue',
      weighed: { kind: 'rescue', now: expect.any(Number), later: expect.any(Number) },
    });
  });

  it.each([
    ['fifteen seconds while its provider is surely healthy', healthy, 15_000],
    ['four seconds while it is not', believing({ healthy: 0.8, stalling: 0.2 }), 4_000],
  ])('looks again at an attempt in flight after at most %s', (_how, belief, longestMs) => {
    const live = [
      { attemptId: 'a', providerId: 'lead', sentAt: 0, ageMs: 3_000, belief: () => belief },
    ];
    const choice = decide({ candidates: [at('backup', healthy)], live, isAwaited: true });
    expect(choice).toMatchObject({ kind: 'wait' });
    const until = choice.kind === 'wait' ? (choice.until ?? Infinity) : Infinity;
    expect(until - 10_000).toBeGreaterThanOrEqual(1_000);
    expect(until - 10_000).toBeLessThanOrEqual(longestMs);
  });

  it('waits for the end of an outage while that is young, and fails at once when it is old', () => {
    const resting = (since: number): readonly Candidate[] => [
      at('lead', healthy, {
        refusingSince: since,
        obstacle: { kind: 'cooling-off', until: 102_000, isFull: false },
      }),
    ];
    const later = { now: 100_000, deadlineAt: 220_000 };
    expect(decide({ candidates: resting(90_000), ...later })).toMatchObject({ kind: 'wait' });
    expect(decide({ candidates: resting(10_000), ...later })).toMatchObject({ kind: 'fail' });
  });

  it('decides the same in the same situation', () => {
    const candidates = [at('lead', stalled, { price: 0.8 }), at('backup', healthy, { order: 1 })];
    expect(decide({ candidates })).toEqual(decide({ candidates }));
  });
});
