import { describe, expect, it } from 'vitest';

import { healthy } from './__fixtures__/fake-process.ts';
import { supervisorOver } from './__fixtures__/supervisor-over.ts';
import type { QueueLoad } from './desired-workers.ts';

describe('Supervisor, when the load changes', () => {
  it('adds workers while much waits, up to the most, and lets them go later, down to the least', async () => {
    let load: QueueLoad = { queued: 500, solveMs: 30_000 };
    const world = supervisorOver({ queueLoad: async () => load });
    await world.start();
    await world.clock.advance(30_000);
    expect(world.alive).toHaveLength(4);
    load = { queued: 0 };
    await world.clock.advance(35_000);
    expect(world.alive).toHaveLength(4);
    await world.clock.advance(180_000);
    expect(world.alive).toHaveLength(2);
    expect(world.told('workers-scaled').map(({ from, to }) => [from, to])).toEqual([
      [2, 4],
      [4, 3],
      [3, 2],
    ]);
    expect(world.told('worker-killed')).toEqual([]);
  });

  it('lets the least busy worker go first', async () => {
    let load: QueueLoad = { queued: 500 };
    const world = supervisorOver({ queueLoad: async () => load, maxWorkers: 3 });
    await world.start();
    await world.clock.advance(15_000);
    for (const [index, busy] of [3, 1, 2].entries())
      world.process(index).load = { slots: 10, busy, jobsDone: 0 };
    load = { queued: 0 };
    await world.clock.advance(70_000);
    expect(world.processes.map(({ orders }) => orders.length)).toEqual([0, 1, 0]);
  });

  it('lets nobody go whom it takes to be healthy', async () => {
    let load: QueueLoad = { queued: 500 };
    const world = supervisorOver({
      minWorkers: 2,
      minHealthyWorkers: 2,
      maxWorkers: 3,
      queueLoad: async () => load,
      behave: (index) => (index === 2 ? { readyAfterMs: undefined } : healthy),
      startMs: 600_000,
    });
    await world.start();
    await world.clock.advance(20_000);
    expect(world.alive).toHaveLength(3);
    load = { queued: 0 };
    await world.clock.advance(300_000);
    expect(world.process(0).orders).toEqual([]);
    expect(world.process(1).orders).toEqual([]);
    expect(world.process(2).orders).toHaveLength(1);
  });

  it('keeps its workers when the queue cannot be asked', async () => {
    const world = supervisorOver({ queueLoad: async () => Promise.reject(new Error('away')) });
    await world.start();
    await world.clock.advance(120_000);
    expect(world.told('queue-load-unknown').length).toBeGreaterThan(20);
    expect(world.processes).toHaveLength(2);
  });

  it('changes no number while it rolls', async () => {
    const world = supervisorOver({
      queueLoad: async () => ({ queued: 500 }),
      behave: () => ({ readyAfterMs: 8_000, drainsForMs: 8_000 }),
    });
    await world.start();
    const rolled = world.supervisor.roll();
    await world.clock.advance(30_000);
    expect(world.told('workers-scaled')).toEqual([]);
    await world.clock.runUntilSettled(rolled);
    await world.clock.advance(10_000);
    expect(world.told('workers-scaled')).toMatchObject([{ from: 2, to: 4 }]);
  });
});
