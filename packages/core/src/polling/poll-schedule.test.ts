import { describe, expect, it } from 'vitest';

import type { Supports } from '../provider/supports.ts';
import { pollScheduleOf } from './poll-schedule.ts';

const supports: Supports = {
  taskTypes: {},
  pricing: { kind: 'per-solve' },
  limits: { firstWaitMs: { image: 1_000, default: 7_000 }, pollFloorMs: 5_000 },
  retention: {},
};

describe('pollScheduleOf', () => {
  it('takes the times of a task type from what its provider declares', () => {
    const schedule = pollScheduleOf(supports);
    expect(schedule.firstWaitMs('image')).toBe(1_000);
    expect(schedule.firstWaitMs('turnstile')).toBe(7_000);
    expect(schedule.intervalMs('image')).toBe(5_000);
  });

  it('collects a ticket for 15 minutes, asks as often as it likes, and waits 10 s for a poll, where nothing is declared', () => {
    const schedule = pollScheduleOf(supports);
    expect(schedule.lifetimeMs('turnstile')).toBe(15 * 60_000);
    expect(schedule.maxPolls).toBe(Infinity);
    expect(schedule.pollTimeoutMs).toBe(10_000);
  });

  it('keeps to what is declared', () => {
    const schedule = pollScheduleOf({
      ...supports,
      limits: { ...supports.limits, maxPolls: 40, pollTimeoutMs: 3_000 },
      retention: { fromAcceptedMs: { turnstile: 120_000, default: 300_000 } },
    });
    expect(schedule.lifetimeMs('turnstile')).toBe(120_000);
    expect(schedule.lifetimeMs('image')).toBe(300_000);
    expect(schedule.maxPolls).toBe(40);
    expect(schedule.pollTimeoutMs).toBe(3_000);
  });
});
