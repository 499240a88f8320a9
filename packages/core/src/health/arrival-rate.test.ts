import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { ArrivalRate } from './arrival-rate.ts';

describe('ArrivalRate', () => {
  it('is nothing before anything came', () => {
    expect(new ArrivalRate(new VirtualClock()).perMs).toBe(0);
  });

  it.each([10_000, 60_000, 900_000])('is what came per time, after %d ms', async (forMs) => {
    const clock = new VirtualClock();
    const rate = new ArrivalRate(clock);
    for (let ms = 0; ms < forMs; ms += 500) {
      rate.note();
      await clock.advance(500);
    }
    expect(rate.perMs * 500).toBeCloseTo(1, 1);
  });

  it('forgets what came long ago', async () => {
    const clock = new VirtualClock();
    const rate = new ArrivalRate(clock);
    for (let task = 0; task < 100; task += 1) rate.note();
    await clock.advance(600_000);
    expect(rate.perMs * 600_000).toBeLessThan(4);
  });
});
