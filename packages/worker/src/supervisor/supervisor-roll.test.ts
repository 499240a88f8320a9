import { describe, expect, it } from 'vitest';

import { failureOf } from './__fixtures__/failure-of.ts';
import { healthy } from './__fixtures__/fake-process.ts';
import { supervisorOver } from './__fixtures__/supervisor-over.ts';

describe('Supervisor, when it rolls', () => {
  it('replaces every worker, and never has fewer that are ready', async () => {
    const world = supervisorOver({ minWorkers: 3, minHealthyWorkers: 3 });
    await world.start();
    const old = [...world.processes];
    await world.clock.runUntilSettled(world.supervisor.roll());
    expect(old.every(({ isKilled, exit }) => !isKilled && exit?.code === 0)).toBe(true);
    expect(world.alive).toHaveLength(3);
    expect(world.processes).toHaveLength(6);
    expect(world.told('health-changed')).toHaveLength(1);
    expect(world.told('roll-ended')).toMatchObject([{ outcome: 'rolled' }]);
  });

  it('drains an old worker only when its successor is ready, one at a time', async () => {
    const world = supervisorOver({ behave: () => ({ readyAfterMs: 4_000, drainsForMs: 2_000 }) });
    await world.start();
    const rolledAt = world.clock.now();
    const rolled = world.supervisor.roll();
    await world.clock.runUntil(rolledAt + 3_999);
    expect(world.processes.map(({ orders }) => orders.length)).toEqual([0, 0, 0]);
    await world.clock.runUntil(rolledAt + 5_999);
    expect(world.processes.map(({ orders }) => orders.length)).toEqual([1, 0, 0]);
    await world.clock.runUntilSettled(rolled);
    expect(world.clock.now() - rolledAt).toBe(12_000);
  });

  it('keeps the old workers when a successor does not become ready', async () => {
    const world = supervisorOver({
      behave: (index) => (index < 3 ? healthy : { crashesAfterMs: 50 }),
    });
    await world.start();
    await expect(world.clock.runUntilSettled(world.supervisor.roll())).rejects.toThrow(
      'the rolling restart ended after 1 of 2 workers: the next one did not become ready',
    );
    expect(world.told('roll-ended')).toMatchObject([{ outcome: 'failed' }]);
    expect(world.process(1).orders).toEqual([]);
    expect(world.supervisor.workers.map(({ state }) => state)).toEqual(['ready', 'ready']);
    await world.clock.advance(60_000);
    expect(world.alive).toHaveLength(2);
  });

  it('rolls once for everybody who asks meanwhile', async () => {
    const world = supervisorOver();
    await world.start();
    const rolls = Promise.all([world.supervisor.roll(), world.supervisor.roll()]);
    await world.clock.runUntilSettled(rolls);
    expect(world.processes).toHaveLength(4);
    await world.clock.runUntilSettled(world.supervisor.roll());
    expect(world.processes).toHaveLength(6);
  });

  it('replaces a worker that crashes during the roll like any other', async () => {
    const world = supervisorOver({ behave: () => ({ readyAfterMs: 2_000, drainsForMs: 200 }) });
    await world.start();
    const rolled = world.supervisor.roll();
    await world.clock.advance(1_000);
    world.process(0).crash();
    world.process(1).crash();
    await world.clock.runUntilSettled(rolled);
    await world.clock.advance(5_000);
    expect(world.alive).toHaveLength(2);
    expect(world.givenBack).toContain(world.process(0).workerId);
  });

  it('refuses while it drains and after', async () => {
    const world = supervisorOver();
    await world.start();
    const drained = world.supervisor.drain();
    await expect(world.supervisor.roll()).rejects.toMatchObject({ code: 'worker-closed' });
    await world.clock.runUntilSettled(drained);
    await expect(world.supervisor.roll()).rejects.toMatchObject({ code: 'worker-closed' });
    expect(world.processes).toHaveLength(2);
  });

  it('is ended by a drain, which takes the successors along', async () => {
    const world = supervisorOver({ behave: () => ({ readyAfterMs: 2_000, drainsForMs: 200 }) });
    await world.start();
    const refused = failureOf(world.supervisor.roll());
    await world.clock.advance(2_500);
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(await refused).toMatchObject({ code: 'worker-closed' });
    expect(world.alive).toEqual([]);
    expect(world.told('roll-ended')).toMatchObject([{ outcome: 'drained' }]);
    await world.clock.runUntilIdle();
    expect(world.alive).toEqual([]);
  });

  it('starts nobody any more when it is drained in the moment in which it begins', async () => {
    let drained: Promise<void> | undefined;
    const world = supervisorOver({
      onEvent: ({ type }) => {
        if (type === 'roll-started') drained = world.supervisor.drain();
      },
    });
    await world.start();
    const refused = failureOf(world.supervisor.roll());
    await world.clock.runUntilIdle();
    expect(await refused).toMatchObject({ code: 'worker-closed' });
    await drained;
    expect(world.processes).toHaveLength(2);
  });

  it('gives the worker that it lets go no second order, nor more time, when it is drained', async () => {
    const world = supervisorOver({ behave: () => ({ readyAfterMs: 300, drainsForMs: undefined }) });
    await world.start();
    const refused = failureOf(world.supervisor.roll());
    await world.clock.runUntil(1_000);
    expect(world.process(0).orders).toHaveLength(1);
    await world.clock.runUntil(20_000);
    const drained = world.supervisor.drain();
    await world.clock.runUntil(32_500);
    expect(world.process(0)).toMatchObject({ isKilled: true, orders: [{ kind: 'drain' }] });
    expect(world.process(1).isKilled).toBe(false);
    await world.clock.runUntilSettled(drained);
    expect(await refused).toMatchObject({ code: 'worker-closed' });
  });

  it('replaces a worker that has ended as many jobs as one should, after its successor is ready', async () => {
    const world = supervisorOver({ jobsPerWorker: 1_000, minHealthyWorkers: 2 });
    await world.start();
    world.process(0).load = { slots: 10, busy: 3, jobsDone: 1_000 };
    await world.clock.advance(5_000);
    expect(world.told('worker-recycling')).toMatchObject([
      { workerId: world.process(0).workerId, jobsDone: 1_000 },
    ]);
    expect(world.process(0)).toMatchObject({ isKilled: false, exit: { code: 0 } });
    expect(world.alive).toHaveLength(2);
    expect(world.told('health-changed')).toHaveLength(1);
  });

  it('recycles one worker at a time', async () => {
    const world = supervisorOver({
      jobsPerWorker: 10,
      minWorkers: 3,
      behave: () => ({ readyAfterMs: 1_200, drainsForMs: 700 }),
    });
    await world.start();
    await world.clock.settle();
    for (const process of world.processes) process.load = { slots: 10, busy: 0, jobsDone: 10 };
    let most = 0;
    for (let step = 0; step < 100; step += 1) {
      await world.clock.advance(100);
      most = Math.max(most, world.alive.length);
    }
    expect(most).toBe(4);
    expect(world.processes).toHaveLength(6);
  });

  it('waits with a roll until the worker that is being recycled has gone', async () => {
    const world = supervisorOver({ jobsPerWorker: 10 });
    await world.start();
    world.process(0).load = { slots: 10, busy: 0, jobsDone: 10 };
    await world.clock.runUntil(1_500);
    expect(world.processes).toHaveLength(3);
    await world.clock.runUntilSettled(world.supervisor.roll());
    expect(world.processes).toHaveLength(5);
    expect(world.alive).toHaveLength(2);
  });
});
