import { seededRandom, VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { FakeQueue } from './__fixtures__/fake-queue.ts';
import { WorkingProcess } from './__fixtures__/working-process.ts';
import { Supervisor } from './supervisor.ts';
import type { SupervisorEvent } from './supervisor-event.ts';
import type { SupervisorOptions } from './supervisor-options.ts';

const jobCount = 900;
const every = Array.from({ length: jobCount }, (_, job) => job);

/** Three workers with three slots each over a queue of jobs that take 700 ms. */
function fleet(seed: number, options: SupervisorOptions = {}) {
  const clock = new VirtualClock();
  const queue = new FakeQueue(jobCount);
  const processes: WorkingProcess[] = [];
  const events: SupervisorEvent[] = [];
  const supervisor = new Supervisor({
    clock,
    random: seededRandom(seed),
    options: { minWorkers: 3, maxWorkers: 3, ...options },
    giveBackOf: async (workerId) => queue.giveBackOf(workerId),
    queueLoad: async () => ({ queued: 0 }),
    onEvent: (event) => events.push(event),
    startProcess: (workerId) => {
      const process = new WorkingProcess({ workerId, clock, queue });
      processes.push(process);
      return process;
    },
  });
  return { clock, queue, supervisor, processes, events };
}

const inOrder = (jobs: readonly number[]): readonly number[] =>
  jobs.toSorted((left, right) => left - right);

describe('Supervisor over a queue of jobs', () => {
  it.each([1, 2, 3, 4, 5])(
    'loses and doubles no job although a random worker is killed every two seconds (seed %i)',
    async (seed) => {
      const { clock, queue, supervisor, processes, events } = fleet(seed);
      const random = seededRandom(`victims ${seed}`);
      await clock.runUntilSettled(supervisor.start());
      for (let kill = 0; kill < 30; kill += 1) {
        await clock.advance(2_000);
        const alive = processes.filter(({ isAlive }) => isAlive);
        alive[Math.floor(random.next() * alive.length)]?.kill();
      }
      await clock.advance(120_000);
      expect(processes.length).toBeGreaterThan(30);
      expect(inOrder(queue.ended)).toEqual(every);
      expect(queue.doubled).toEqual([]);
      expect(supervisor.isHealthy).toBe(true);
      expect(events.filter(({ type }) => type === 'crash-loop')).toEqual([]);
    },
  );

  it('loses and doubles no job in a rolling restart under load', async () => {
    const { clock, queue, supervisor, events } = fleet(1);
    await clock.runUntilSettled(supervisor.start());
    for (let round = 0; round < 5; round += 1) await clock.runUntilSettled(supervisor.roll());
    await clock.advance(120_000);
    expect(inOrder(queue.ended)).toEqual(every);
    expect(queue.doubled).toEqual([]);
    expect(events.filter(({ type }) => type === 'worker-killed')).toEqual([]);
    expect(events.filter(({ type }) => type === 'jobs-given-back')).toEqual([]);
  });

  it('loses and doubles no job when workers are recycled all the time', async () => {
    const { clock, queue, supervisor, processes } = fleet(1, { jobsPerWorker: 20 });
    await clock.runUntilSettled(supervisor.start());
    await clock.advance(240_000);
    expect(inOrder(queue.ended)).toEqual(every);
    expect(queue.doubled).toEqual([]);
    expect(processes.length).toBeGreaterThan(20);
  });

  it('gives back whatever a drain does not let finish, once its worker is dead', async () => {
    const { clock, queue, supervisor } = fleet(1, { drainMs: 1 });
    await clock.runUntilSettled(supervisor.start());
    await clock.advance(10_000);
    await clock.runUntilSettled(supervisor.drain());
    const successor = 'another-supervisor-1';
    const left = every.map(() => queue.claim(successor)).filter((job) => job !== undefined);
    expect(inOrder([...queue.ended, ...left])).toEqual(every);
    expect(queue.doubled).toEqual([]);
  });
});
