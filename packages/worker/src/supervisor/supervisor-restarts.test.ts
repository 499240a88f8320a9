import { describe, expect, it } from 'vitest';

import { failureOf } from './__fixtures__/failure-of.ts';
import { healthy } from './__fixtures__/fake-process.ts';
import { supervisorOver } from './__fixtures__/supervisor-over.ts';
import { CrashLoopError } from './crash-loop-error.ts';

const crashing = { crashesAfterMs: 100 };

describe('Supervisor, when workers crash', () => {
  it('starts as many workers as it should, under ids that nobody else has', async () => {
    const { start, supervisor, processes, clock } = supervisorOver({ minWorkers: 3 });
    await start();
    await clock.advance(1_000);
    expect(supervisor.workers.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
    expect(new Set(processes.map(({ workerId }) => workerId)).size).toBe(3);
  });

  it('draws other ids than another supervisor', async () => {
    const { start, processes } = supervisorOver({ minWorkers: 1 });
    await start();
    expect(processes[0]?.workerId).toMatch(/^[0-9a-z]{8}-1$/);
  });

  it('is healthy as soon as enough workers are ready', async () => {
    const readyAfterMs = [500, 900, 1_300];
    const { start, supervisor, clock } = supervisorOver({
      minWorkers: 3,
      minHealthyWorkers: 2,
      behave: (index) => ({ readyAfterMs: readyAfterMs[index] }),
    });
    await start();
    expect(clock.now()).toBe(900);
    expect(supervisor.isHealthy).toBe(true);
  });

  it('gives the jobs of a crashed worker back, once it is dead, and starts another after a short rest', async () => {
    const world = supervisorOver({ giveBackOf: async () => 12 });
    await world.start();
    await world.clock.advance(20_000);
    const crashed = world.process(0);
    crashed.crash();
    await world.clock.settle();
    expect(world.givenBack).toEqual([crashed.workerId]);
    expect(world.told('jobs-given-back')).toMatchObject([
      { workerId: crashed.workerId, count: 12 },
    ]);
    expect(world.processes).toHaveLength(2);
    await world.clock.advance(200);
    expect(world.processes).toHaveLength(3);
    expect(world.process(2).workerId).not.toBe(crashed.workerId);
    await world.clock.advance(300);
    expect(world.supervisor.workers.map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  it('waits longer after each crash in a row, up to ten seconds', async () => {
    const world = supervisorOver({ behave: (index) => (index === 0 ? healthy : crashing) });
    await world.start();
    await world.clock.advance(60_000);
    const delays = world.told('worker-restarting').map(({ delayMs }) => delayMs);
    for (const [index, delayMs] of delays.entries()) {
      const longestMs = Math.min(10_000, 200 * 2 ** index);
      expect(delayMs).toBeLessThanOrEqual(longestMs);
      expect(delayMs).toBeGreaterThan(longestMs / 2);
    }
    expect(delays.length).toBeGreaterThan(8);
  });

  it('forgives earlier crashes to a worker that has ended a job', async () => {
    const world = supervisorOver({
      minWorkers: 1,
      behave: () => ({ ...healthy, crashesAfterMs: 1_500 }),
    });
    await world.start();
    for (let round = 0; round < 40; round += 1) {
      for (const process of world.alive) process.load = { slots: 10, busy: 1, jobsDone: 1 };
      await world.clock.advance(500);
    }
    expect(world.told('worker-restarting').length).toBeGreaterThan(6);
    expect(world.told('worker-restarting').every(({ crashes }) => crashes === 0)).toBe(true);
    expect(world.told('crash-loop')).toEqual([]);
  });

  it('forgives earlier crashes to an idle worker that was ready for a while', async () => {
    const world = supervisorOver({ behave: () => ({ ...healthy, crashesAfterMs: 12_500 }) });
    await world.start();
    await world.clock.advance(120_000);
    expect(world.told('worker-exited').length).toBeGreaterThan(15);
    expect(world.told('crash-loop')).toEqual([]);
  });

  it('gives up loudly when workers crash in a row and too few are left', async () => {
    const world = supervisorOver({ behave: () => crashing });
    const failure = failureOf(world.supervisor.start());
    const end = await world.clock.runUntilSettled(world.supervisor.ended, 10_000);
    expect(end).toMatchObject({ kind: 'gave-up', error: { code: 'crash-loop', crashes: 5 } });
    expect(await failure).toBeInstanceOf(CrashLoopError);
    expect(world.told('crash-loop')).toMatchObject([{ crashes: 5, isGivenUp: true }]);
    expect(world.supervisor.isHealthy).toBe(false);
    await world.clock.runUntilIdle();
    expect(world.processes.length).toBeLessThanOrEqual(10);
    expect(world.told('worker-restarting').map(({ crashes }) => crashes)).not.toContain(5);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('says how the last worker ended when it gives up', async () => {
    const world = supervisorOver({ behave: () => crashing });
    await expect(world.clock.runUntilSettled(world.supervisor.start())).rejects.toThrow(
      'workers crashed 5 times in a row (last: exit code 1); given up',
    );
  });

  it('goes on with the others, at the longest rest, while enough of them are ready', async () => {
    const world = supervisorOver({ behave: (index) => (index === 0 ? healthy : crashing) });
    await world.start();
    await world.clock.advance(60_000);
    expect(world.supervisor.isHealthy).toBe(true);
    expect(world.told('crash-loop')[0]).toMatchObject({ crashes: 5, isGivenUp: false });
    expect(world.process(0).orders).toEqual([]);
  });

  it('gives up on that worker too once the others are gone, after they have ended', async () => {
    const world = supervisorOver({
      minHealthyWorkers: 2,
      behave: (index) => (index < 2 ? healthy : crashing),
    });
    await world.start();
    world.process(1).crash();
    const end = await world.clock.runUntilSettled(world.supervisor.ended, 30_000);
    expect(end.kind).toBe('gave-up');
    expect(world.process(0)).toMatchObject({ isKilled: false, exit: { code: 0 } });
  });

  it('takes a process that cannot be started for a crash', async () => {
    const world = supervisorOver({
      minWorkers: 1,
      behave: (index) => {
        if (index === 0) throw new Error('EAGAIN');
        return healthy;
      },
    });
    await world.start();
    expect(world.told('worker-restarting')).toMatchObject([{ crashes: 1 }]);
    expect(world.givenBack).toEqual([]);
  });

  it('restarts a worker that ended by itself without an error', async () => {
    const world = supervisorOver({ minWorkers: 1 });
    await world.start();
    world.process(0).end({ code: 0, signal: null });
    await world.clock.advance(1_000);
    expect(world.told('worker-exited')).toMatchObject([{ code: 0, wasAsked: false }]);
    expect(world.alive).toHaveLength(1);
  });

  it.each([
    ['fails', async (): Promise<number> => Promise.reject(new Error('no database'))],
    ['never answers', async (): Promise<number> => new Promise(() => undefined)],
  ])('starts another worker also when giving back %s', async (_, giveBackOf) => {
    const world = supervisorOver({ minWorkers: 1, giveBackOf });
    await world.start();
    world.process(0).crash();
    await world.clock.advance(3_000);
    expect(world.told('give-back-failed')).toMatchObject([{ workerId: world.process(0).workerId }]);
    expect(world.supervisor.isHealthy).toBe(true);
  });

  it('tells when it is healthy no more, and when it is again', async () => {
    const world = supervisorOver({ minWorkers: 1 });
    await world.start();
    world.process(0).crash();
    await world.clock.settle();
    expect(world.supervisor.isHealthy).toBe(false);
    await world.clock.advance(1_000);
    expect(world.told('health-changed')).toMatchObject([
      { isHealthy: true, ready: 1 },
      { isHealthy: false, ready: 0 },
      { isHealthy: true, ready: 1 },
    ]);
  });
});
