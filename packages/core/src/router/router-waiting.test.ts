import { describe, expect, it } from 'vitest';

import { ordered } from '../strategy/built-in-strategies.ts';
import type { Strategy } from '../strategy/strategy.ts';
import { turnstile, type World, worldOf } from './__fixtures__/world.ts';
import type { Priority } from './solve-options.ts';

/** Counts what it is asked. */
function counting(): { readonly strategy: Strategy; decisions: number } {
  const counter = {
    decisions: 0,
    strategy: {
      ...ordered,
      decide: (situation) => {
        counter.decisions += 1;
        return ordered.decide(situation);
      },
    } satisfies Strategy,
  };
  return counter;
}

const oneSlot = { id: 'lead', pricing: { kind: 'slots', slots: 1 } } as const;

/** Solves a task, and writes down its name when it is done. */
function solveBy(world: World) {
  const order: string[] = [];
  const solve = async (name: string, priority: Priority = 'normal'): Promise<void> => {
    await world.router.solve(turnstile, { priority, deadlineMs: 600_000 });
    order.push(name);
  };
  return { order, solve };
}

describe('ten thousand tasks that wait for one slot', () => {
  it('cost two decisions when it is given back', async () => {
    const counter = counting();
    const world = worldOf([oneSlot], { strategy: counter.strategy, onEvent: () => undefined });
    const tasks = Array.from({ length: 10_001 }, async () =>
      world.router.solve(turnstile, { deadlineMs: 600_000 }),
    );
    void Promise.allSettled(tasks);
    await world.clock.advance(1_000);
    // Each was asked when it came: once, and the first in line once more.
    expect(counter.decisions).toBeLessThanOrEqual(10_003);
    for (const solved of [1, 2, 3, 4]) {
      counter.decisions = 0;
      await world.clock.advance(10_000);
      expect(world.providers[0]?.paid).toHaveLength(solved + 1);
      expect(counter.decisions).toBeLessThanOrEqual(2);
    }
    counter.decisions = 0;
    world.router.control('lead').drain();
    world.router.control('lead').close();
    await world.clock.settle();
    expect(counter.decisions).toBeLessThanOrEqual(2);
    await world.router.close();
  }, 20_000);
});

describe('a waiting task', () => {
  it('is served by priority, and in the order of its call within one', async () => {
    const world = worldOf([oneSlot]);
    const { order, solve } = solveBy(world);
    const running = solve('running');
    await world.clock.advance(1_000);
    const all = [
      solve('low', 'low'),
      solve('first'),
      solve('second'),
      solve('high', 'high'),
      solve('critical', 'critical'),
    ];
    await world.settle(Promise.all([running, ...all]));
    expect(order).toEqual(['running', 'critical', 'high', 'first', 'second', 'low']);
  });

  it('is not overtaken by a newcomer when a rest ends', async () => {
    const full = { say: 'refuse', code: 'at-capacity' } as const;
    const world = worldOf([{ ...oneSlot, submits: [full, { say: 'accept' }] }]);
    const { order, solve } = solveBy(world);
    const all = [solve('refused')];
    await world.clock.advance(2_999);
    all.push(solve('second'));
    const late = world.clock.sleep(1).then(async () => solve('late'));
    await world.settle(Promise.all([...all, late]));
    expect(order).toEqual(['refused', 'second', 'late']);
  });

  it('is not overtaken by the task that gives the slot back and wants another', async () => {
    const polls = [{ say: 'fail', code: 'task-unsolvable', charged: 'no' } as const];
    const world = worldOf([{ ...oneSlot, polls }]);
    const { order, solve } = solveBy(world);
    const failing = solve('failing', 'low');
    await world.clock.advance(1_000);
    await world.settle(Promise.all([failing, solve('waiting')]));
    expect(order).toEqual(['waiting', 'failing']);
  });

  it('goes to whom its own past allows, though the one before it in time has to wait', async () => {
    const polls = [{ say: 'fail', code: 'task-unsolvable', charged: 'yes' } as const];
    const world = worldOf([
      { id: 'lead', polls },
      { ...oneSlot, id: 'backup', submits: [{ say: 'accept', solveMs: 60_000 }] },
    ]);
    const { order, solve } = solveBy(world);
    world.router.control('lead').drain();
    const running = solve('running');
    await world.clock.advance(1_000);
    world.router.control('lead').close();
    // Its answer is paid for and never comes, so it may not go there again.
    const barred = solve('barred');
    await world.clock.advance(7_000);
    world.router.control('lead').drain();
    const free = solve('free');
    await world.clock.advance(1_000);
    world.router.control('lead').close();
    await world.settle(Promise.all([running, barred, free]));
    expect(order).toEqual(['free', 'running', 'barred']);
  });

  it('goes at the pace of a service by priority, with few decisions for each', async () => {
    const counter = counting();
    const limits = { submits: { count: 1, perMs: 5_000 } };
    const world = worldOf([{ id: 'lead', limits }], { strategy: counter.strategy });
    const { order, solve } = solveBy(world);
    const tasks = Array.from({ length: 50 }, async (_, index) => solve(`normal ${index}`));
    const last = solve('critical', 'critical');
    await world.clock.advance(1_000);
    counter.decisions = 0;
    await world.clock.advance(50_000);
    // One goes and one stays at each place, and one stays at each end of a task.
    expect(counter.decisions).toBeLessThanOrEqual(3 * 10);
    await world.settle(Promise.all([...tasks, last]));
    expect(order.slice(0, 3)).toEqual(['normal 0', 'critical', 'normal 1']);
  });

  it('leaves the line when it is aborted, and the next one is served', async () => {
    const world = worldOf([oneSlot]);
    const { order, solve } = solveBy(world);
    const running = solve('running');
    await world.clock.advance(1_000);
    const abort = new AbortController();
    const aborted = world.router.solve(turnstile, { signal: abort.signal });
    const next = solve('next');
    await world.clock.advance(1_000);
    abort.abort(new Error('gone'));
    await expect(aborted).rejects.toThrow('gone');
    await world.settle(Promise.all([running, next]));
    expect(order).toEqual(['running', 'next']);
  });
});
