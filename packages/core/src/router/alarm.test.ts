import { describe, expect, it } from 'vitest';

import type { Clock, SleepOptions } from '../provider/clock.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { Alarm } from './alarm.ts';

function alarmIn(clock: VirtualClock): {
  readonly alarm: Alarm;
  readonly rung: readonly string[];
  set(name: string, at: number): void;
} {
  const alarm = new Alarm(clock);
  const rung: string[] = [];
  return { alarm, rung, set: (name, at) => alarm.set(at, () => rung.push(name)) };
}

describe('Alarm', () => {
  it('rings once, at its instant', async () => {
    const clock = new VirtualClock();
    const { rung, set } = alarmIn(clock);
    await clock.advance(500);
    set('wake', 1_500);
    await clock.advance(999);
    expect(rung).toEqual([]);
    await clock.advance(1);
    expect(rung).toEqual(['wake']);
    await clock.advance(10_000);
    expect(rung).toEqual(['wake']);
  });

  it('rings at once for an instant that has passed', async () => {
    const clock = new VirtualClock();
    const { rung, set } = alarmIn(clock);
    await clock.advance(500);
    set('late', 100);
    await clock.advance(0);
    expect(rung).toEqual(['late']);
  });

  it('forgets the former instant when it is set anew', async () => {
    const clock = new VirtualClock();
    const { rung, set } = alarmIn(clock);
    set('first', 100);
    set('second', 200);
    expect(clock.sleeperCount).toBe(1);
    await clock.advance(1_000);
    expect(rung).toEqual(['second']);
  });

  it('does not ring once cleared, and leaves nobody asleep', async () => {
    const clock = new VirtualClock();
    const { alarm, rung, set } = alarmIn(clock);
    set('wake', 100);
    alarm.clear();
    alarm.clear();
    expect(clock.sleeperCount).toBe(0);
    await clock.advance(1_000);
    expect(rung).toEqual([]);
  });

  it('can be set again after it rang or was cleared', async () => {
    const clock = new VirtualClock();
    const { alarm, rung, set } = alarmIn(clock);
    set('first', 100);
    await clock.advance(100);
    set('second', 200);
    alarm.clear();
    set('third', 300);
    await clock.advance(1_000);
    expect(rung).toEqual(['first', 'third']);
  });

  it('keeps a script alive, because somebody waits for it', () => {
    const slept: (SleepOptions | undefined)[] = [];
    const clock: Clock = {
      now: () => 0,
      epochMs: () => 0,
      sleep: (_, options) => {
        slept.push(options);
        return new Promise(() => undefined);
      },
    };
    new Alarm(clock).set(100, () => undefined);
    expect(slept.map((options) => options?.keepAlive ?? true)).toEqual([true]);
  });
});
