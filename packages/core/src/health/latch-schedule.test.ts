import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import { latchReasonOf, restBeforeLookMs } from './latch-schedule.ts';

const minuteMs = 60_000;

describe('restBeforeLookMs', () => {
  it.each([
    [0, 5],
    [1, 15],
    [2, 60],
    [3, 60],
    [100, 60],
  ])('leaves a rejected key alone after %i looks for %i minutes', (looks, minutes) => {
    const rest = restBeforeLookMs({ reason: 'credentials-rejected', looks });
    expect(rest).toBe(minutes * minuteMs);
  });

  it('never calls a service with a rejected key more often because it may', () => {
    const options = { reason: 'credentials-rejected', looks: 0 } as const;
    expect(restBeforeLookMs({ ...options, retryAfterMs: 1, balanceFloorMs: 1 })).toBe(5 * minuteMs);
  });

  it.each([
    [{}, 60_000],
    [{ balanceFloorMs: 30_000 }, 60_000],
    [{ balanceFloorMs: 120_000 }, 120_000],
    [{ retryAfterMs: 90_000 }, 90_000],
    [{ retryAfterMs: 365 * 24 * 3_600_000 }, 24 * 3_600_000],
  ])('asks for a balance with %j after %i ms', (limits, expected) => {
    expect(restBeforeLookMs({ reason: 'funds-exhausted', looks: 7, ...limits })).toBe(expected);
  });

  it('waits a ban out, 10 minutes where nobody says how long it is', () => {
    const ban = { reason: 'address-banned', looks: 0 } as const;
    expect(restBeforeLookMs(ban)).toBe(10 * minuteMs);
    expect(restBeforeLookMs({ ...ban, retryAfterMs: 30_000 })).toBe(30_000);
  });
});

describe('latchReasonOf', () => {
  it.each(['credentials-rejected', 'funds-exhausted', 'address-banned'] as const)(
    'latches for %s',
    (code) => {
      expect(latchReasonOf(leadSaid(code))).toBe(code);
    },
  );

  it('latches for nothing else', () => {
    expect(latchReasonOf(leadSaid('at-capacity'))).toBeUndefined();
    expect(latchReasonOf(leadSaid('unclassified'))).toBeUndefined();
  });
});
