import { describe, expect, it } from 'vitest';

import { candidate } from './__fixtures__/candidates.ts';
import { outageSince, recoveryHazard, worthWaitingMs } from './outage.ts';

describe('recoveryHazard', () => {
  it('falls the longer an outage lasts: those that end soon have ended', () => {
    const ages = [0, 10_000, 30_000, 60_000, 300_000];
    const hazards = ages.map(recoveryHazard);
    expect(hazards.toSorted((left, right) => right - left)).toEqual(hazards);
  });
});

describe('worthWaitingMs', () => {
  const stakes = { perSecond: 0.02, ofFailure: 5, usualPrice: 1 };

  it('is about a minute where a failure costs as much as four minutes', () => {
    expect(worthWaitingMs(stakes, 1)).toBeGreaterThan(45_000);
    expect(worthWaitingMs(stakes, 1)).toBeLessThan(90_000);
  });

  it('is longer the more a failure costs, and nothing where only time counts', () => {
    expect(worthWaitingMs({ ...stakes, ofFailure: 50, usualPrice: 1 }, 1)).toBeGreaterThan(
      worthWaitingMs(stakes, 1),
    );
    expect(worthWaitingMs({ perSecond: 1, ofFailure: 2, usualPrice: 1 }, 1)).toBe(0);
  });
});

describe('outageSince', () => {
  it('begins when the last of them began to refuse', () => {
    const candidates = [
      candidate('lead', { refusingSince: 5_000 }),
      candidate('backup', { refusingSince: 7_000 }),
    ];
    expect(outageSince(candidates)).toBe(7_000);
  });

  it('is none while one of them has not refused', () => {
    const candidates = [candidate('lead', { refusingSince: 5_000 }), candidate('backup')];
    expect(outageSince(candidates)).toBeUndefined();
  });

  it('does not count those that could not take the task anyway', () => {
    const candidates = [
      candidate('lead', { refusingSince: 5_000 }),
      candidate('backup', { obstacle: { kind: 'latched', reason: 'funds-exhausted' } }),
    ];
    expect(outageSince(candidates)).toBe(5_000);
    expect(outageSince(candidates.slice(1))).toBeUndefined();
  });
});
