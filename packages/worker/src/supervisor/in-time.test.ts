import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { inTime } from './in-time.ts';

const limitMs = 2_000;
const never = async (): Promise<never> => new Promise(() => undefined);

describe('inTime', () => {
  it('gives what a call gives, and leaves nobody asleep', async () => {
    const clock = new VirtualClock();
    expect(await inTime({ clock, limitMs }, async () => 12)).toBe(12);
    expect(clock.sleeperCount).toBe(0);
  });

  it.each([
    ['rejects', async () => Promise.reject(new Error('away'))],
    [
      'throws',
      () => {
        throw new Error('away');
      },
    ],
  ])('gives nothing when the call %s', async (_, call) => {
    const clock = new VirtualClock();
    expect(await inTime({ clock, limitMs }, call)).toBeUndefined();
    expect(clock.sleeperCount).toBe(0);
  });

  it('waits for no call longer than its limit', async () => {
    const clock = new VirtualClock();
    expect(await clock.runUntilSettled(inTime({ clock, limitMs }, never))).toBeUndefined();
    expect(clock.now()).toBe(2_000);
  });

  it('ends with its signal', async () => {
    const clock = new VirtualClock();
    const closing = new AbortController();
    const waited = inTime({ clock, limitMs, signal: closing.signal }, never);
    await clock.advance(300);
    closing.abort();
    expect(await waited).toBeUndefined();
    expect(clock.sleeperCount).toBe(0);
  });
});
