import { describe, expect, it } from 'vitest';

import { scaledClock } from './scaled-clock.ts';
import { VirtualClock } from './virtual-clock.ts';

describe('scaledClock', () => {
  it('lets 20 s pass in one', async () => {
    const inner = new VirtualClock(1_800_000_000_000);
    const clock = scaledClock(20, inner);
    const startedAt = clock.now();
    let hasWoken = false;
    void clock.sleep(20_000).then(() => (hasWoken = true));
    await inner.advance(999);
    expect(hasWoken).toBe(false);
    await inner.advance(1);
    expect(hasWoken).toBe(true);
    expect(clock.now() - startedAt).toBe(20_000);
    expect(clock.epochMs()).toBe(1_800_000_020_000);
  });

  it('begins with the wall time of the clock that it scales', async () => {
    const inner = new VirtualClock(1_800_000_000_000);
    await inner.advance(5_000);
    expect(scaledClock(20, inner).epochMs()).toBe(1_800_000_005_000);
  });

  it('passes the signal of a sleep on', async () => {
    const reason = new Error('no longer needed');
    const sleep = scaledClock(2, new VirtualClock()).sleep(10, {
      signal: AbortSignal.abort(reason),
    });
    await expect(sleep).rejects.toBe(reason);
  });

  it.each([0, -1, NaN])('refuses the factor %d', (factor) => {
    expect(() => scaledClock(factor)).toThrow(RangeError);
  });
});
