import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { PollTimer } from './poll-timer.ts';

function ringing(): { clock: VirtualClock; timer: PollTimer; rings: number[] } {
  const clock = new VirtualClock();
  const rings: number[] = [];
  return { clock, rings, timer: new PollTimer(clock, () => rings.push(clock.now())) };
}

describe('PollTimer', () => {
  it('rings once, at the instant it was last set to', async () => {
    const { clock, timer, rings } = ringing();
    timer.set(9_000, true);
    timer.set(4_000, true);
    timer.set(4_000, false);
    await clock.runUntilIdle();
    expect(rings).toEqual([4_000]);
  });

  it('does not ring once it is cleared, and leaves no sleeper', async () => {
    const { clock, timer, rings } = ringing();
    timer.set(4_000, true);
    timer.clear();
    await clock.settle();
    expect(clock.sleeperCount).toBe(0);
    expect(rings).toEqual([]);
  });

  it('rings again when it is set anew after it rang', async () => {
    const { clock, timer, rings } = ringing();
    timer.set(1_000, true);
    await clock.runUntilIdle();
    timer.set(1_000, true);
    await clock.runUntilIdle();
    expect(rings).toEqual([1_000, 1_000]);
  });
});
