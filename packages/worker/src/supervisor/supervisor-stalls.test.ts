import { describe, expect, it } from 'vitest';

import { healthy } from './__fixtures__/fake-process.ts';
import { supervisorOver } from './__fixtures__/supervisor-over.ts';

describe('Supervisor, when workers fall silent', () => {
  it('kills and replaces a worker whose heartbeats are missed for too long', async () => {
    const world = supervisorOver();
    await world.start();
    const stalled = world.process(1);
    await world.clock.runUntil(10_000);
    stalled.stall();
    const lastSeenAt = 9_300;
    await world.clock.runUntil(lastSeenAt + 4_999);
    expect(stalled.isKilled).toBe(false);
    await world.clock.runUntil(lastSeenAt + 5_500);
    expect(stalled.isKilled).toBe(true);
    expect(world.told('worker-killed')).toMatchObject([
      { workerId: stalled.workerId, why: 'stall' },
    ]);
    expect(world.givenBack).toEqual([stalled.workerId]);
    await world.clock.advance(1_000);
    expect(world.alive).toHaveLength(2);
  });

  it('kills no worker that is idle but shows signs of life', async () => {
    const world = supervisorOver();
    await world.start();
    await world.clock.advance(3_600_000);
    expect(world.told('worker-killed')).toEqual([]);
    expect(world.processes).toHaveLength(2);
  });

  it('kills a worker that does not become ready in time', async () => {
    const world = supervisorOver({
      minWorkers: 1,
      behave: (index) => (index === 0 ? { readyAfterMs: undefined } : healthy),
    });
    await world.start();
    expect(world.told('worker-killed')).toMatchObject([{ why: 'start-overrun' }]);
    expect(world.told('worker-killed')[0]?.atMs).toBeGreaterThanOrEqual(20_000);
    expect(world.told('worker-killed')[0]?.atMs).toBeLessThanOrEqual(20_500);
    expect(world.supervisor.isHealthy).toBe(true);
  });

  it('gives up when no worker ever becomes ready', async () => {
    const world = supervisorOver({ behave: () => ({}) });
    await expect(world.clock.runUntilSettled(world.supervisor.start())).rejects.toMatchObject({
      code: 'crash-loop',
      exit: { signal: 'SIGKILL' },
    });
  });

  it('kills nobody for the time in which its machine was suspended', async () => {
    const world = supervisorOver();
    await world.start();
    await world.clock.advance(5_250);
    world.clock.suspend(3_600_000);
    await world.clock.advance(30_000);
    expect(world.told('supervisor-delayed')).toHaveLength(1);
    expect(world.told('worker-killed')).toEqual([]);
    expect(world.processes).toHaveLength(2);
  });

  it('kills nobody that was just starting when its machine was suspended', async () => {
    const world = supervisorOver({ behave: () => ({ readyAfterMs: 19_000 }) });
    const started = world.supervisor.start();
    await world.clock.advance(10_000);
    world.clock.suspend(19_000);
    await world.clock.runUntilSettled(started);
    expect(world.told('worker-killed')).toEqual([]);
  });

  it('kills a worker that stays silent after its machine has woken, a heartbeat later at the earliest', async () => {
    const world = supervisorOver({ minWorkers: 1 });
    await world.start();
    await world.clock.runUntil(10_300);
    world.process(0).stall();
    await world.clock.runUntil(15_000);
    world.clock.suspend(3_600_000);
    const wokenAt = world.clock.now();
    await world.clock.runUntil(wokenAt + 900);
    expect(world.process(0).isKilled).toBe(false);
    await world.clock.runUntil(wokenAt + 2_000);
    expect(world.process(0).isKilled).toBe(true);
  });

  it('leaves the jobs of a worker whose end is not seen to their leases', async () => {
    const world = supervisorOver({
      minWorkers: 1,
      behave: (index) => ({ ...healthy, isUnkillable: index === 0 }),
    });
    await world.start();
    world.process(0).stall();
    await world.clock.advance(20_000);
    expect(world.told('worker-lost-sight-of')).toMatchObject([
      { workerId: world.process(0).workerId },
    ]);
    expect(world.givenBack).toEqual([]);
    expect(world.supervisor.workers).toMatchObject([{ workerId: world.process(1).workerId }]);
  });

  it('takes no nonsense for a sign of life', async () => {
    const world = supervisorOver({ minWorkers: 1 });
    await world.start();
    const stalled = world.process(0);
    stalled.stall();
    for (let second = 0; second < 6; second += 1) {
      stalled.say({ kind: 'heartbeat', slots: 'many' });
      await world.clock.advance(1_000);
    }
    expect(stalled.isKilled).toBe(true);
    expect(world.told('message-refused')[0]).toMatchObject({ workerId: stalled.workerId });
  });

  it('shows the load of each worker and since when it is silent', async () => {
    const world = supervisorOver({ minWorkers: 1 });
    await world.start();
    world.process(0).load = { slots: 50, busy: 7, jobsDone: 31 };
    await world.clock.runUntil(1_700);
    expect(world.supervisor.workers).toEqual([
      {
        workerId: world.process(0).workerId,
        pid: 4_711,
        state: 'ready',
        load: { slots: 50, busy: 7, jobsDone: 31 },
        silentMs: 400,
      },
    ]);
  });
});
