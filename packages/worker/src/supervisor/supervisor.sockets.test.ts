import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { seededRandom, systemClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { forkWorker } from './fork-worker.ts';
import { Supervisor } from './supervisor.ts';
import type { SupervisorEvent } from './supervisor-event.ts';
import type { SupervisorOptions } from './supervisor-options.ts';

type EventType = SupervisorEvent['type'];
type Told<T extends EventType> = SupervisorEvent & { readonly type: T };

const childPath = new URL('./__fixtures__/small-child.ts', import.meta.url);
const supervisorPath = new URL('./__fixtures__/small-supervisor.ts', import.meta.url);
const quick: SupervisorOptions = { heartbeatMs: 100, stallMs: 5_000, drainMs: 5_000 };

/** A supervisor over real processes; all of them have ended when it is disposed of. */
function realSupervisor(options: SupervisorOptions = {}, modulePath = childPath) {
  const events: SupervisorEvent[] = [];
  const waiting = new Set<(event: SupervisorEvent) => void>();
  const givenBack: string[] = [];
  const supervisor = new Supervisor({
    clock: systemClock,
    random: seededRandom(1),
    options: { ...quick, ...options },
    startProcess: (workerId) => forkWorker({ workerId, modulePath, words: ['100'] }),
    giveBackOf: async (workerId) => givenBack.push(workerId),
    queueLoad: async () => ({ queued: 0 }),
    onEvent: (event) => {
      events.push(event);
      for (const hear of waiting) hear(event);
    },
  });
  return {
    supervisor,
    events,
    givenBack,
    /** The next event of that type. */
    next: async <T extends EventType>(type: T): Promise<Told<T>> =>
      new Promise((resolve) => {
        const hear = (event: SupervisorEvent): void => {
          if (!isOf(event, type)) return;
          waiting.delete(hear);
          resolve(event);
        };
        waiting.add(hear);
      }),
    [Symbol.asyncDispose]: async () => supervisor.drain(),
  };
}

const isOf = <T extends EventType>(event: SupervisorEvent, type: T): event is Told<T> =>
  event.type === type;

function pidOf({ workers }: Supervisor, index: number): number {
  const pid = workers[index]?.pid;
  if (pid === undefined) throw new Error(`there is no worker ${index}`);
  return pid;
}

describe('Supervisor over real processes', () => {
  it('replaces a worker that is killed, and gives its jobs back', async () => {
    await using world = realSupervisor({ minWorkers: 1 });
    await world.supervisor.start();
    const [exited, ready] = [world.next('worker-exited'), world.next('worker-ready')];
    process.kill(pidOf(world.supervisor, 0), 'SIGKILL');
    const { workerId, signal, wasAsked } = await exited;
    expect({ signal, wasAsked }).toEqual({ signal: 'SIGKILL', wasAsked: false });
    expect((await ready).workerId).not.toBe(workerId);
    expect(world.givenBack).toEqual([workerId]);
    expect(world.supervisor.isHealthy).toBe(true);
  });

  it('kills and replaces a worker whose event loop is blocked', async () => {
    await using world = realSupervisor({ minWorkers: 1, stallMs: 1_000 });
    await world.supervisor.start();
    const [killed, ready] = [world.next('worker-killed'), world.next('worker-ready')];
    process.kill(pidOf(world.supervisor, 0), 'SIGUSR2');
    expect(await killed).toMatchObject({ why: 'stall' });
    await ready;
    expect(world.events.filter(({ type }) => type === 'worker-exited')).toMatchObject([
      { signal: 'SIGKILL' },
    ]);
  });

  it('replaces all of them in a rolling restart and ends them in a drain, without a kill', async () => {
    const world = realSupervisor({ minWorkers: 2, minHealthyWorkers: 2 });
    await world.supervisor.start();
    const old = world.supervisor.workers.map(({ pid }) => pid);
    await world.supervisor.roll();
    const fresh = world.supervisor.workers.map(({ pid }) => pid);
    expect(fresh).toHaveLength(2);
    expect(fresh.filter((pid) => old.includes(pid))).toEqual([]);
    expect(world.events.filter(({ type }) => type === 'health-changed')).toHaveLength(1);
    await world.supervisor.drain();
    expect(world.events.filter(({ type }) => type === 'worker-exited')).toMatchObject(
      Array.from({ length: 4 }, () => ({ code: 0, wasAsked: true })),
    );
    expect(await world.supervisor.ended).toEqual({ kind: 'drained' });
  });

  it('replaces a worker that a signal of an operator lets drain', async () => {
    await using world = realSupervisor({ minWorkers: 1 });
    await world.supervisor.start();
    const [exited, ready] = [world.next('worker-exited'), world.next('worker-ready')];
    process.kill(pidOf(world.supervisor, 0), 'SIGTERM');
    expect(await exited).toMatchObject({ code: 0, wasAsked: false });
    await ready;
  });

  it('gives up on workers that end before they are ready', async () => {
    const world = realSupervisor(
      { minWorkers: 1, crashLoop: { crashes: 2, withinMs: 60_000 } },
      new URL('./__fixtures__/failing-child.ts', import.meta.url),
    );
    await expect(world.supervisor.start()).rejects.toMatchObject({
      code: 'crash-loop',
      exit: { code: 3 },
    });
    expect((await world.supervisor.ended).kind).toBe('gave-up');
  });

  it('is outlived by no worker when it is killed itself', async () => {
    const parent = spawn(process.execPath, [fileURLToPath(supervisorPath)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // The workers write to the same pipe: it ends only when the last of them has.
    const errors = text(parent.stderr);
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    expect((await errors).match(/drained/g)).toHaveLength(2);
  });
});
