import { scriptedProvider, type ScriptedProvider } from '@understudy/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { login, WorkerWorld } from '../__fixtures__/worker-world.ts';

let world: WorkerWorld;

beforeEach(async () => {
  world = await WorkerWorld.open();
});
afterEach(async () => world.close());

/** Takes one task, answers that after `solveMs`, and refuses whatever comes later. */
const onceAccepting = (solveMs: number | 'never'): ScriptedProvider =>
  scriptedProvider({
    id: 'lead',
    submits: [
      { say: 'accept', solveMs },
      { say: 'refuse', code: 'task-unsolvable' },
    ],
  });

describe('a job that cannot be bought again', () => {
  it('is solved by the ticket that is still open, though every retry was refused', async () => {
    const lead = onceAccepting(400_000);
    const worker = await world.start([lead], { solveMs: 30_000 });
    const { jobId } = await worker.jobs.enqueue(login, { deadlineMs: 600_000 });
    const answer = await world.clock.runUntilSettled(worker.jobs.wait(jobId));
    expect(answer.providerId).toBe('lead');
    expect(lead.paid).toHaveLength(1);
    expect(worker.events.filter(({ type }) => type === 'job-handed-back')).toHaveLength(2);
  });

  it('is handed back with its ticket when its worker stops', async () => {
    const lead = onceAccepting(400_000);
    const first = await world.start([lead], { solveMs: 30_000 });
    const { jobId } = await first.jobs.enqueue(login, { deadlineMs: 600_000 });
    await world.clock.advance(300_000);
    await world.clock.runUntilSettled(first.drain({ drainMs: 0 }));
    const second = await world.start([lead]);
    await world.clock.runUntilSettled(second.jobs.wait(jobId));
    expect(lead.paid).toHaveLength(1);
  });

  it('is buried at its deadline at the latest', async () => {
    const lead = onceAccepting('never');
    const worker = await world.start([lead], { solveMs: 30_000 });
    const { jobId } = await worker.jobs.enqueue(login, { deadlineMs: 300_000 });
    await expect(world.clock.runUntilSettled(worker.jobs.wait(jobId))).rejects.toMatchObject({
      failure: { code: 'all-attempts-failed' },
    });
    expect(world.clock.now()).toBeLessThanOrEqual(301_000);
    expect(lead.paid).toHaveLength(1);
  });
});
