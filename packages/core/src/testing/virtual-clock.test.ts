import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { seededRandom } from './seeded-random.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Sleepers that write down when they wake. */
function dormitory(): {
  readonly clock: VirtualClock;
  readonly diary: readonly string[];
  sleeps(name: string, ms: number): void;
} {
  const clock = new VirtualClock();
  const diary: string[] = [];
  return {
    clock,
    diary,
    sleeps: (name, ms) => void clock.sleep(ms).then(() => diary.push(`${name} at ${clock.now()}`)),
  };
}

describe('VirtualClock', () => {
  it('stands still until it is told otherwise', async () => {
    const { clock, diary, sleeps } = dormitory();
    sleeps('nobody', 1);
    await clock.settle();
    expect(clock.now()).toBe(0);
    expect(diary).toEqual([]);
    expect(clock.sleeperCount).toBe(1);
  });

  it('tells the wall time, which may jump without anybody waking', async () => {
    const clock = new VirtualClock(1_700_000_000_000);
    await clock.advance(250);
    expect(clock.epochMs()).toBe(1_700_000_000_250);
    clock.jumpWallClock(-3_600_000);
    expect(clock.epochMs()).toBe(1_699_996_400_250);
    expect(clock.now()).toBe(250);
  });

  it('wakes sleepers by their due time, then by their arrival', async () => {
    const { clock, diary, sleeps } = dormitory();
    sleeps('late', 300);
    sleeps('early', 100);
    sleeps('late twin', 300);
    sleeps('now', 0);
    sleeps('in the past', -50);
    await clock.advance(300);
    expect(diary).toEqual([
      'now at 0',
      'in the past at 0',
      'early at 100',
      'late at 300',
      'late twin at 300',
    ]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('wakes in that order whatever the order of falling asleep', async () => {
    const times = fc.array(fc.nat({ max: 50 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(times, async (sleepTimes) => {
        const { clock, diary, sleeps } = dormitory();
        for (const [index, ms] of sleepTimes.entries()) sleeps(String(index), ms);
        await clock.runUntilIdle();
        const expected = sleepTimes
          .map((ms, index) => ({ ms, index }))
          .toSorted((left, right) => left.ms - right.ms || left.index - right.index)
          .map(({ ms, index }) => `${index} at ${ms}`);
        expect(diary).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the order of thousands, of whom a third is woken early by somebody else', async () => {
    const { clock, diary, sleeps } = dormitory();
    const random = seededRandom('thousands');
    const times = Array.from({ length: 6_000 }, () => Math.floor(random.next() * 500));
    const calls = times.map((ms, index) => {
      if (index % 3 > 0) {
        sleeps(String(index), ms);
        return undefined;
      }
      const controller = new AbortController();
      clock.sleep(ms, { signal: controller.signal }).catch(() => undefined);
      return controller;
    });
    const called = calls.filter((call) => call !== undefined);
    expect(called).toHaveLength(2_000);
    // Those in the middle of the crowd leave while it is at rest, the others while it wakes.
    for (const controller of called.slice(0, 1_000)) controller.abort();
    await clock.advance(250);
    for (const controller of called.slice(1_000)) controller.abort();
    expect(clock.sleeperCount).toBe(times.filter((ms, index) => index % 3 > 0 && ms > 250).length);
    await clock.runUntilIdle();
    const expected = times
      .map((ms, index) => ({ ms, index }))
      .filter(({ index }) => index % 3 > 0)
      .toSorted((left, right) => left.ms - right.ms || left.index - right.index)
      .map(({ ms, index }) => `${index} at ${ms}`);
    expect(diary).toEqual(expected);
  });

  it('lets everybody finish who needs no time before it wakes the next', async () => {
    const clock = new VirtualClock();
    const diary: string[] = [];
    void clock.sleep(10).then(async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      diary.push(`first done at ${clock.now()}`);
    });
    void clock.sleep(11).then(() => diary.push('second'));
    await clock.advance(20);
    expect(diary).toEqual(['first done at 10', 'second']);
  });

  it('also wakes those who fall asleep on the way', async () => {
    const { clock, diary, sleeps } = dormitory();
    void clock.sleep(10).then(() => sleeps('second', 15));
    await clock.advance(24);
    expect(diary).toEqual([]);
    await clock.advance(1);
    expect(diary).toEqual(['second at 25']);
  });

  it('advances to the very instant, and no further', async () => {
    const { clock, diary, sleeps } = dormitory();
    sleeps('exact', 1_000);
    sleeps('after', 1_001);
    await clock.advance(1_000);
    expect(diary).toEqual(['exact at 1000']);
    expect(clock.now()).toBe(1_000);
    await clock.runUntil(400);
    expect(clock.now()).toBe(1_000);
  });

  it('ends a sleep by its signal, with the reason, and keeps no listener', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const sleep = clock.sleep(1_000, { signal: controller.signal });
    const reason = new Error('no longer needed');
    controller.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    expect(clock.sleeperCount).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('keeps no listener after a sleep that ran its time', async () => {
    const clock = new VirtualClock();
    const { signal } = new AbortController();
    const sleep = clock.sleep(1_000, { signal });
    await clock.advance(1_000);
    await sleep;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('never begins a sleep whose signal has aborted', async () => {
    const clock = new VirtualClock();
    const reason = new Error('too late');
    await expect(clock.sleep(5, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(clock.sleeperCount).toBe(0);
  });

  it('wakes those late who were due while it was suspended, in the order of their due times', async () => {
    const { clock, diary, sleeps } = dormitory();
    sleeps('second', 2_000);
    sleeps('first', 1_000);
    sleeps('third', 60_001);
    clock.suspend(60_000);
    expect(clock.now()).toBe(60_000);
    expect(clock.epochMs()).toBe(1_800_000_060_000);
    await clock.advance(1);
    expect(diary).toEqual(['first at 60000', 'second at 60000', 'third at 60001']);
  });

  describe('runUntilIdle', () => {
    it('goes on until nobody sleeps any more', async () => {
      const { clock, sleeps, diary } = dormitory();
      sleeps('last', 3_600_000);
      await clock.runUntilIdle();
      expect(diary).toEqual(['last at 3600000']);
    });

    it('gives up on a world that never rests', async () => {
      const clock = new VirtualClock();
      const again = (): void => void clock.sleep(10).then(again);
      again();
      await expect(clock.runUntilIdle(1_000)).rejects.toThrow('still busy after 1000 ms');
      expect(clock.now()).toBe(1_000);
    });
  });

  describe('runUntilSettled', () => {
    it('puts out what a promise resolves with, and stops there', async () => {
      const { clock, sleeps } = dormitory();
      sleeps('later', 9_000);
      const answer = clock.sleep(4_000).then(() => 'solved');
      expect(await clock.runUntilSettled(answer)).toBe('solved');
      expect(clock.now()).toBe(4_000);
      expect(clock.sleeperCount).toBe(1);
    });

    it('rejects with what a promise rejects with', async () => {
      const clock = new VirtualClock();
      const reason = new Error('refused');
      const failing = clock.sleep(5).then(() => Promise.reject(reason));
      await expect(clock.runUntilSettled(failing)).rejects.toBe(reason);
    });

    it('needs no time for a promise that has settled', async () => {
      const { clock, sleeps } = dormitory();
      sleeps('later', 9_000);
      expect(await clock.runUntilSettled(Promise.resolve(7))).toBe(7);
      expect(clock.now()).toBe(0);
    });

    it('says so when nobody is left who could settle it', async () => {
      const { clock, sleeps } = dormitory();
      sleeps('somebody else', 50);
      await expect(clock.runUntilSettled(new Promise(() => undefined))).rejects.toThrow(
        'everybody waits and nobody sleeps',
      );
      expect(clock.now()).toBe(50);
    });

    it('says so when it takes too long', async () => {
      const clock = new VirtualClock();
      await expect(clock.runUntilSettled(clock.sleep(5_000), 4_999)).rejects.toThrow(
        'not settled after 4999 ms',
      );
    });
  });

  it('is driven by itself under fake timers too', async () => {
    vi.useFakeTimers();
    try {
      const { clock, sleeps, diary } = dormitory();
      sleeps('sleeper', 10);
      await clock.advance(10);
      expect(diary).toEqual(['sleeper at 10']);
    } finally {
      vi.useRealTimers();
    }
  });
});
