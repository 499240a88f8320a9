import { seededRandom, VirtualClock } from '@understudy/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { failureOf } from './__fixtures__/failure-of.ts';
import { FakeProcess, healthy } from './__fixtures__/fake-process.ts';
import { supervisorOver } from './__fixtures__/supervisor-over.ts';
import { Supervisor } from './supervisor.ts';

describe('Supervisor, when it is drained', () => {
  afterEach(() => vi.restoreAllMocks());

  it('lets every worker finish, and leaves no timer', async () => {
    const world = supervisorOver({ minWorkers: 3 });
    await world.start();
    await world.clock.advance(1_000);
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.processes.map(({ orders }) => orders)).toEqual(
      Array.from({ length: 3 }, () => [{ kind: 'drain', drainMs: 30_000 }]),
    );
    expect(world.processes.every(({ isKilled, exit }) => !isKilled && exit?.code === 0)).toBe(true);
    expect(world.told('drain-ended')).toMatchObject([{ durationMs: 200 }]);
    expect(world.clock.sleeperCount).toBe(0);
    expect(await world.supervisor.ended).toEqual({ kind: 'drained' });
  });

  it('kills whoever is not done a second after its time, and gives back its jobs', async () => {
    const world = supervisorOver({
      behave: (index) => (index === 0 ? healthy : { ...healthy, drainsForMs: undefined }),
    });
    await world.start();
    const drainedAt = world.clock.now();
    const drained = world.supervisor.drain();
    await world.clock.runUntil(drainedAt + 30_999);
    expect(world.process(1).isKilled).toBe(false);
    await world.clock.runUntilSettled(drained);
    expect(world.clock.now() - drainedAt).toBeLessThanOrEqual(31_500);
    expect(world.told('worker-killed')).toMatchObject([{ why: 'drain-overrun' }]);
    expect(world.givenBack).toContain(world.process(1).workerId);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('kills a worker that stalls while it drains, before its time is over', async () => {
    const world = supervisorOver({ behave: () => ({ ...healthy, drainsForMs: undefined }) });
    await world.start();
    await world.clock.advance(1_000);
    for (const process of world.processes) process.stall();
    const drainedAt = world.clock.now();
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.told('worker-killed')).toMatchObject([{ why: 'stall' }, { why: 'stall' }]);
    expect(world.clock.now() - drainedAt).toBeLessThan(7_000);
  });

  it('replaces nobody who crashes meanwhile', async () => {
    const world = supervisorOver();
    await world.start();
    const drained = world.supervisor.drain();
    world.process(0).crash();
    await world.clock.runUntilSettled(drained);
    await world.clock.runUntilIdle();
    expect(world.processes).toHaveLength(2);
  });

  it('starts no worker whose predecessor crashed just before', async () => {
    const world = supervisorOver();
    await world.start();
    world.process(0).crash();
    await world.clock.settle();
    expect(world.told('worker-restarting')).toHaveLength(1);
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.processes).toHaveLength(2);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('does not wait for the rest before a restart to be over', async () => {
    const world = supervisorOver({
      behave: (index) => (index === 0 ? healthy : { crashesAfterMs: 10 }),
    });
    await world.start();
    await world.clock.advance(30_000);
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.told('worker-restarting').at(-1)?.delayMs).toBeGreaterThan(5_000);
    expect(world.told('drain-ended')).toMatchObject([{ durationMs: 200 }]);
  });

  it('asks a worker that is still starting, too, and waits no longer for it than for the others', async () => {
    const world = supervisorOver({ minWorkers: 1, behave: () => ({}) });
    const refused = failureOf(world.supervisor.start());
    await world.clock.advance(500);
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.process(0).orders).toHaveLength(1);
    expect(world.told('worker-killed')).toMatchObject([{ why: 'drain-overrun' }]);
    expect(await refused).toMatchObject({ code: 'worker-closed' });
  });

  it('ends in time although the database never answers', async () => {
    const world = supervisorOver({
      giveBackOf: async () => new Promise(() => undefined),
      queueLoad: async () => new Promise(() => undefined),
    });
    await world.start();
    await world.clock.runUntil(6_000);
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.clock.now()).toBeLessThanOrEqual(8_200);
    expect(world.told('queue-load-unknown')).toEqual([]);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('ends in time although a process cannot be killed', async () => {
    const world = supervisorOver({
      minWorkers: 1,
      drainMs: 5_000,
      behave: () => ({ ...healthy, drainsForMs: undefined, isUnkillable: true }),
    });
    await world.start();
    const drainedAt = world.clock.now();
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.clock.now() - drainedAt).toBeLessThanOrEqual(9_000);
  });

  it('drains once, however often it is asked', async () => {
    const world = supervisorOver();
    await world.start();
    const drains = Promise.all([world.supervisor.drain(), world.supervisor.drain()]);
    await world.clock.runUntilSettled(drains);
    await world.supervisor.drain();
    expect(world.processes.map(({ orders }) => orders.length)).toEqual([1, 1]);
  });

  it('takes no worker that it has to kill for one that crashed', async () => {
    const world = supervisorOver({
      crashLoop: { crashes: 1, withinMs: 60_000 },
      behave: () => ({ ...healthy, drainsForMs: undefined }),
    });
    await world.start();
    await world.clock.runUntilSettled(world.supervisor.drain());
    expect(world.told('worker-killed')).toHaveLength(2);
    expect(world.told('crash-loop')).toEqual([]);
    expect(world.told('worker-restarting')).toEqual([]);
  });

  it('is drained at once when it was never started, and starts no more', async () => {
    const world = supervisorOver();
    await world.supervisor.drain();
    await expect(world.supervisor.start()).rejects.toMatchObject({ code: 'worker-closed' });
    expect(world.processes).toEqual([]);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('is not healthy any more', async () => {
    const world = supervisorOver();
    await world.start();
    void world.supervisor.drain();
    expect(world.supervisor.isHealthy).toBe(false);
    await world.clock.runUntilIdle();
    expect(world.told('health-changed').at(-1)).toMatchObject({ isHealthy: false });
  });

  it('goes on when its listener throws', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const clock = new VirtualClock();
    const supervisor = new Supervisor({
      clock,
      random: seededRandom(1),
      options: {},
      giveBackOf: async () => 0,
      queueLoad: async () => ({ queued: 0 }),
      startProcess: (workerId) => new FakeProcess({ workerId, clock, behaviour: healthy }),
      onEvent: () => {
        throw new Error('s3cret');
      },
    });
    await clock.runUntilSettled(supervisor.start());
    await clock.runUntilSettled(supervisor.drain());
    expect(warn).toHaveBeenCalledWith('a listener of supervisor events threw', 'UnderstudyWarning');
    expect(await supervisor.ended).toEqual({ kind: 'drained' });
  });
});
