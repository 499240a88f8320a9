import { describe, expect, it } from 'vitest';

import { drawWorld } from './draw-world.ts';
import { describeWorld } from './swarm-world.ts';

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
const worlds = seeds.map(drawWorld);
const windows = worlds.flatMap(({ scenario }) => scenario.windows);

describe('drawWorld', () => {
  it('draws the same world for the same seed, and another for another', () => {
    expect(drawWorld(7)).toEqual(drawWorld(7));
    expect(new Set(worlds.map(describeWorld)).size).toBe(worlds.length);
  });

  it('draws one to six services, and about a hundred tasks', () => {
    const counts = new Set(worlds.map(({ services }) => services.length));
    expect(counts).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    const mean = worlds.reduce((sum, { tasks }) => sum + tasks.length, 0) / worlds.length;
    expect(Math.abs(mean - 90)).toBeLessThan(10);
  });

  it.each([
    'reject',
    'ambiguous',
    'never',
    'fail',
    'wrong',
    'slowness',
    'slots',
    'isRevoked',
    'limited',
    'hang',
    'deaf',
  ])('has %s befall some services and not others', (fault) => {
    const count = windows.filter(({ regime }) => fault in regime).length;
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(windows.length / 2);
  });

  it('strikes some tasks in flight', () => {
    expect(windows.filter(({ strikes }) => strikes).length).toBeGreaterThan(20);
  });

  it('has healed everything before the hour of rest', () => {
    for (const { scenario, healedAtMs, tasks } of worlds) {
      for (const { untilMs } of scenario.windows) expect(untilMs).toBeLessThanOrEqual(healedAtMs);
      expect(tasks.at(-1)?.atMs).toBeLessThan(healedAtMs);
    }
  });

  it('has jumps, suspensions, early ends, aborts, budgets and equal tasks in some worlds', () => {
    const jumps = worlds.flatMap((world) => world.jumps);
    expect(new Set(jumps.map(({ kind }) => kind))).toEqual(new Set(['wall', 'suspend']));
    expect(worlds.filter(({ closing }) => closing !== undefined).length).toBeGreaterThan(5);
    const tasks = worlds.flatMap((world) => world.tasks);
    expect(tasks.some(({ abortAfterMs }) => abortAfterMs !== undefined)).toBe(true);
    expect(tasks.some(({ budget }) => budget !== undefined)).toBe(true);
    expect(tasks.some(({ key }) => key.startsWith('twin-'))).toBe(true);
  });
});
