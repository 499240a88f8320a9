import { scriptedProvider } from '@understudy/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { login, type WorkerProcess, WorkerWorld } from '../__fixtures__/worker-world.ts';
import type { Order } from './jobs.ts';

let world: WorkerWorld;

beforeEach(async () => {
  world = await WorkerWorld.open();
});
afterEach(async () => world.close());

const orders = (count: number, path = 'page'): readonly Order[] =>
  Array.from({ length: count }, (_, index) => ({
    task: { ...login, pageUrl: `https://shop.example/${path}/${index}` },
  }));

/** A queue whose worker never gets to any job. */
async function idleQueue(capacity: number): Promise<WorkerProcess> {
  const worker = await world.start([scriptedProvider({ id: 'lead' })], { capacity });
  await world.clock.runUntilSettled(worker.drain({ drainMs: 0 }));
  return worker;
}

describe('the queue', () => {
  it('takes as many waiting jobs as it may, and not one more', async () => {
    const { jobs } = await idleQueue(20);
    const outcomes = await Promise.allSettled(
      orders(25).map(async ({ task }) => jobs.enqueue(Object(task))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const refused = outcomes.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({
      reason: { code: 'queue-full', capacity: 20, retryAfterMs: 5_000, charged: 'no' },
    });
    expect(await jobs.counts()).toMatchObject({ queued: 20 });
  });

  it('takes many at once whole or not at all', async () => {
    const { jobs } = await idleQueue(20);
    await jobs.enqueueMany(orders(15));
    await expect(jobs.enqueueMany(orders(6, 'more'))).rejects.toMatchObject({ code: 'queue-full' });
    expect(await jobs.counts()).toMatchObject({ queued: 15 });
    await jobs.enqueueMany(orders(5, 'last'));
    expect(await jobs.counts()).toMatchObject({ queued: 20 });
  });

  it('counts a key that comes twice in one call once', async () => {
    const { jobs } = await idleQueue(20);
    const twice = orders(2).map((order) => ({ ...order, dedupeKey: 'same' }));
    const [first, second] = await jobs.enqueueMany(twice);
    expect([first?.isNew, second?.isNew]).toEqual([true, false]);
    expect(await jobs.counts()).toMatchObject({ queued: 1 });
  });

  it.each([
    [{ priority: 'hihg' }, 'priority', 'must be one of critical, high, normal, low'],
    [{ deadlineMs: 0 }, 'deadlineMs', '>=1'],
    [{ dedupKey: 'x' }, 'dedupKey', 'did you mean "dedupeKey"?'],
    [{ notBeforeAtEpochMs: 4e12 }, 'notBeforeAtEpochMs', 'within a year'],
  ])('refuses the options %j by the name of the field', async (options, option, words) => {
    const { jobs } = await idleQueue(20);
    const refused = jobs.enqueue(login, Object(options));
    await expect(refused).rejects.toMatchObject({ code: 'options-invalid', option });
    await expect(refused).rejects.toThrow(words);
  });

  it.each([
    [{ type: 'turnstile', siteKey: '', pageUrl: 'https://a.example' }, 'siteKey'],
    [{ siteKey: 'x' }, 'type'],
    [{ type: 'turnstile', siteKey: 'x', pageUrl: 'shop' }, 'pageUrl'],
  ])('refuses the task %j by the name of the field', async (task, field) => {
    const { jobs } = await idleQueue(20);
    await expect(jobs.enqueue(Object(task))).rejects.toMatchObject({ code: 'task-invalid', field });
    expect(await jobs.counts()).toMatchObject({ queued: 0 });
  });

  it('keeps a picture as text', async () => {
    const { jobs } = await idleQueue(20);
    const { jobId } = await jobs.enqueue({ type: 'image', image: new Uint8Array([1, 2, 3]) });
    expect(await jobs.find(jobId)).toMatchObject({ task: { type: 'image', image: 'AQID' } });
  });
});

describe('waiting for a job', () => {
  it('ends in time, and the job goes on', async () => {
    const { jobs } = await idleQueue(20);
    const { jobId } = await jobs.enqueue(login);
    const waiting = jobs.wait(jobId, { timeoutMs: 5_000 });
    await expect(world.clock.runUntilSettled(waiting)).rejects.toMatchObject({ code: 'wait-over' });
    expect(world.clock.now()).toBeGreaterThanOrEqual(5_000);
    expect(await jobs.find(jobId)).toMatchObject({ state: 'queued' });
  });

  it('ends with the reason of its signal', async () => {
    const { jobs } = await idleQueue(20);
    const { jobId } = await jobs.enqueue(login);
    const leaving = new AbortController();
    const waiting = jobs.wait(jobId, { signal: leaving.signal });
    leaving.abort(new Error('the page was closed'));
    await expect(waiting).rejects.toThrow('the page was closed');
  });

  it.each(['no-such-job', '00000000-0000-4000-8000-000000000000'])(
    'is refused for "%s", which nobody enqueued',
    async (jobId) => {
      const { jobs } = await idleQueue(20);
      await expect(jobs.wait(jobId)).rejects.toMatchObject({ code: 'unknown-job', jobId });
      expect(await jobs.find(jobId)).toBeUndefined();
    },
  );

  it('notices an end of which it was not told', async () => {
    const worker = await world.start([scriptedProvider({ id: 'lead' })]);
    const { jobId } = await worker.jobs.enqueue(login);
    const deaf = await idleQueue(20);
    deaf.freezer.freeze();
    const waiting = deaf.jobs.wait(jobId);
    await world.clock.advance(20_000);
    deaf.freezer.thaw();
    expect(await world.clock.runUntilSettled(waiting)).toMatchObject({ providerId: 'lead' });
  });
});
