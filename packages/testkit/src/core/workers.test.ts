import { describe, expect, it } from 'vitest';

import { Workers } from './workers.ts';

describe('Workers', () => {
  it('begin at once while one is free, and one after the other from then on', () => {
    const workers = new Workers({ workers: 2 });
    const ends = [0, 0, 0, 0].map((now) => workers.take(now, 10_000));
    expect(ends).toEqual([10_000, 10_000, 20_000, 20_000]);
    expect(workers.take(20_000, 5_000)).toBe(25_000);
  });

  it('take no task more than the queue is long', () => {
    const workers = new Workers({ workers: 1, queue: 1 });
    const isTaken = (now: number): boolean => {
      if (workers.isFull(now)) return false;
      workers.take(now, 10_000);
      return true;
    };
    expect([isTaken(0), isTaken(0), isTaken(0)]).toEqual([true, true, false]);
    expect([isTaken(10_000), isTaken(10_000)]).toEqual([true, false]);
  });

  it('let nobody wait where they are told so', () => {
    const workers = new Workers({ workers: 1, full: 'no-slot' });
    workers.take(0, 10_000);
    expect([workers.isFull(9_999), workers.isFull(10_000)]).toEqual([true, false]);
  });

  it('go on after a restart with the tasks that are left, in the order of their ends', () => {
    const workers = new Workers({ workers: 2, queue: 1 });
    workers.restart([30_000, 10_000, 20_000]);
    expect([workers.isFull(0), workers.isFull(10_000)]).toEqual([true, false]);
    expect(workers.take(10_000, 5_000)).toBe(25_000);
  });

  it('are without number by default', () => {
    const workers = new Workers(undefined);
    expect([0, 0, 0].map((now) => workers.take(now, 10))).toEqual([10, 10, 10]);
    expect(workers.isFull(0)).toBe(false);
  });
});
