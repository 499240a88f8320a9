import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseRetryAfterMs } from './retry-after.ts';

const nowEpochMs = Date.UTC(2026, 10, 22, 8, 0, 0);

describe('parseRetryAfterMs', () => {
  it.each([
    ['0', 0],
    ['5', 5_000],
    [' 30 ', 30_000],
    ['1.5', 1_500],
    ['Sun, 22 Nov 2026 08:01:00 GMT', 60_000],
    ['Sunday, 22-Nov-26 08:01:00 GMT', 60_000],
    ['Sun Nov 22 08:01:00 2026', 60_000],
  ])('reads %j', (header, waitMs) => {
    expect(parseRetryAfterMs(header, { nowEpochMs })).toBe(waitMs);
  });

  it('asks for no wait when the instant has passed', () => {
    expect(parseRetryAfterMs('Sun, 06 Nov 1994 08:49:37 GMT', { nowEpochMs })).toBe(0);
  });

  it.each([
    undefined,
    '',
    '-5',
    'soon',
    '5 seconds',
    '1e9',
    'Infinity',
    'Sun, 22 Foo 2026 08:01:00 GMT',
    'Sun, 22 Nov 2026 25:01:00 GMT',
    'Sun, 00 Nov 2026 08:01:00 GMT',
    '2026-11-22T08:01:00Z',
  ])('makes nothing of %j', (header) => {
    expect(parseRetryAfterMs(header, { nowEpochMs })).toBeUndefined();
  });

  it.each(['86400', '9'.repeat(400), 'Sun, 22 Nov 2099 08:00:00 GMT'])(
    'cuts %j to five minutes',
    (header) => {
      expect(parseRetryAfterMs(header, { nowEpochMs })).toBe(600_000);
    },
  );

  it('cuts to the cap that is given', () => {
    expect(parseRetryAfterMs('60', { nowEpochMs, capMs: 1_000 })).toBe(1_000);
  });

  it('agrees with the platform on every date', () => {
    const instants = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const seconds = Math.floor(instant.getTime() / 1_000);
        expect(parseRetryAfterMs(instant.toUTCString(), { nowEpochMs: 0, capMs: Infinity })).toBe(
          seconds * 1_000,
        );
      }),
    );
  });
});
