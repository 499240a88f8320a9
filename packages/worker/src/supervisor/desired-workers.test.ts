import { describe, expect, it } from 'vitest';

import { desiredWorkers, type ScaleSituation } from './desired-workers.ts';

const calm: ScaleSituation = {
  queued: 0,
  solveMs: 15_000,
  busy: 20,
  slotsPerWorker: 10,
  current: 3,
  min: 2,
  max: 8,
  sinceScaledMs: 120_000,
};

const desired = (changes: Partial<ScaleSituation>): number =>
  desiredWorkers({ ...calm, ...changes });

describe('desiredWorkers', () => {
  it('keeps what it has while the load fits', () => {
    expect(desired({})).toBe(3);
  });

  it('goes up at once by as many as the waiting jobs take to begin in half a minute', () => {
    // 60 jobs of 15 s need 30 slots beside the 20 that are busy.
    expect(desired({ queued: 60 })).toBe(5);
  });

  it('gives each waiting job a slot of its own when a solve takes longer than it should wait', () => {
    expect(desired({ queued: 30, solveMs: 90_000 })).toBe(5);
    expect(desired({ queued: 30, solveMs: undefined })).toBe(5);
  });

  it('never has more than the most, nor fewer than the least', () => {
    expect(desired({ queued: 100_000 })).toBe(8);
    expect(desired({ busy: 0, current: 2 })).toBe(2);
    expect(desired({ current: 1 })).toBe(2);
    expect(desired({ current: 9, sinceScaledMs: 0 })).toBe(8);
  });

  it('adds one when the oldest job waits for too long although the numbers look fine', () => {
    expect(desired({ queued: 1, oldestQueuedMs: 45_000 })).toBe(4);
    expect(desired({ queued: 1, oldestQueuedMs: 5_000 })).toBe(3);
  });

  it('adds none whose slots the providers could not serve', () => {
    expect(desired({ queued: 500, providerCapacity: 40 })).toBe(4);
    expect(desired({ queued: 500, oldestQueuedMs: 90_000, providerCapacity: 30 })).toBe(3);
  });

  it('goes below what the providers can serve one by one', () => {
    expect(desired({ queued: 500, busy: 80, current: 8, providerCapacity: 30 })).toBe(7);
  });

  it('lets a new worker show what it changes before it adds another', () => {
    expect(desired({ queued: 60, sinceScaledMs: 9_999 })).toBe(3);
    expect(desired({ queued: 60, sinceScaledMs: 10_000 })).toBe(5);
  });

  it('goes down one by one, a minute after the last change', () => {
    expect(desired({ busy: 0, current: 8, sinceScaledMs: 59_999 })).toBe(8);
    expect(desired({ busy: 0, current: 8, sinceScaledMs: 60_000 })).toBe(7);
  });

  it('goes down only when the others stay well below full', () => {
    expect(desired({ busy: 15 })).toBe(3);
    expect(desired({ busy: 14 })).toBe(2);
  });

  it('neither adds nor removes while no worker has told of its slots', () => {
    expect(desired({ queued: 500, slotsPerWorker: undefined })).toBe(3);
  });

  it('comes to rest under any steady load', () => {
    for (let queued = 0; queued <= 200; queued += 7) {
      for (let busy = 0; busy <= 80; busy += 3) {
        let current = 2;
        const seen: number[] = [];
        for (let step = 0; step < 20; step += 1) {
          current = desired({ queued, busy, current });
          seen.push(current);
        }
        expect(new Set(seen.slice(-8)).size).toBe(1);
      }
    }
  });
});
