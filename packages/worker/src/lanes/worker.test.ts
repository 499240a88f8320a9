import { scriptedProvider, type SubmitLine } from '@understudy/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { login, WorkerWorld } from '../__fixtures__/worker-world.ts';

let world: WorkerWorld;

beforeEach(async () => {
  world = await WorkerWorld.open();
});
afterEach(async () => world.close());

describe('a job', () => {
  it('is solved, with its purchase on record', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const { jobs } = await world.start([lead]);
    const { jobId } = await jobs.enqueue(login);
    const answer = await world.clock.runUntilSettled(jobs.wait(jobId));
    expect(answer).toMatchObject({ providerId: 'lead', solution: { type: 'turnstile' } });
    await world.clock.advance(100);
    expect(await jobs.find(jobId)).toMatchObject({
      state: 'solved',
      attempts: [{ providerId: 'lead', because: 'first', claim: 0, outcome: 'solved' }],
    });
  });

  it('shows how far it is', async () => {
    const { jobs } = await world.start([scriptedProvider({ id: 'lead' })]);
    const { jobId } = await jobs.enqueue(login, {
      notBeforeAtEpochMs: world.clock.epochMs() + 60_000,
    });
    expect(await jobs.find(jobId)).toMatchObject({ state: 'queued' });
    await world.clock.advance(62_000);
    expect(await jobs.find(jobId)).toMatchObject({
      state: 'submitted',
      providerId: 'lead',
      ticket: { id: 'lead-1' },
    });
  });

  it('waits until it may begin', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const { jobs } = await world.start([lead]);
    await jobs.enqueue(login, { notBeforeAtEpochMs: world.clock.epochMs() + 60_000 });
    await world.clock.advance(59_000);
    expect(lead.submitted).toEqual([]);
    await world.clock.advance(3_000);
    expect(lead.submitted).toHaveLength(1);
  });

  it('is bought once for a key that comes twice', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const { jobs } = await world.start([lead]);
    const first = await jobs.enqueue(login, { dedupeKey: 'login-17' });
    const second = await jobs.enqueue(login, { dedupeKey: 'login-17' });
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.jobId).toBe(first.jobId);
    await world.clock.runUntilSettled(jobs.wait(first.jobId));
    expect(await jobs.enqueue(login, { dedupeKey: 'login-17' })).toMatchObject({ isNew: false });
    expect(lead.paid).toHaveLength(1);
  });

  it('shows nothing of its task and its answer in the events', async () => {
    const worker = await world.start([scriptedProvider({ id: 'lead' })]);
    const proxy = {
      type: 'http',
      host: '10.0.0.1',
      port: 3128,
      username: 'u',
      password: 'swordfish',
    } as const;
    const { jobId } = await worker.jobs.enqueue({ ...login, proxy });
    const { solution } = await world.clock.runUntilSettled(worker.jobs.wait(jobId));
    const told = JSON.stringify(worker.events);
    expect(told).toContain(jobId);
    expect(told).not.toMatch(/swordfish|0x4AAAAAAA|shop\.example/);
    expect(told).not.toContain(Object(solution).token);
  });

  it('goes before others by its priority', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const { jobs } = await world.start([lead], { slots: 1 });
    const page = (path: string) => ({ ...login, pageUrl: `https://shop.example/${path}` });
    await jobs.enqueue(page('now'));
    await world.clock.advance(1_000);
    await jobs.enqueueMany([
      { task: page('low'), priority: 'low' },
      { task: page('normal') },
      { task: page('critical'), priority: 'critical' },
      { task: page('high'), priority: 'high' },
    ]);
    await world.clock.advance(200_000);
    const order = lead.submitted.map(({ task }) => Object(task).pageUrl.split('/').at(-1));
    expect(order).toEqual(['now', 'critical', 'high', 'normal', 'low']);
  });
});

describe('a worker that dies', () => {
  it('right after a submit leaves its ticket to another, which pays nothing', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'accept', solveMs: 20_000 }] });
    const first = await world.start([lead]);
    const { jobId } = await first.jobs.enqueue(login);
    await world.clock.advance(1_000);
    expect(lead.paid).toHaveLength(1);
    first.freezer.freeze();
    const diedAt = world.clock.now();
    const second = await world.start([lead]);
    const taken = (): boolean => second.events.some(({ type }) => type === 'ticket-taken-over');
    while (!taken()) await world.clock.advance(100);
    expect(world.clock.now() - diedAt).toBeLessThanOrEqual(15_000);
    const answer = await world.clock.runUntilSettled(second.jobs.wait(jobId));
    expect(answer.providerId).toBe('lead');
    expect(lead.paid).toHaveLength(1);
  });

  it('between the paid request and its reply is booked as maybe paid, and the job is bought anew', async () => {
    const lead = scriptedProvider({
      id: 'lead',
      submits: [{ say: 'hang', isAccepted: true }, { say: 'accept' }],
    });
    const first = await world.start([lead]);
    const { jobId } = await first.jobs.enqueue(login);
    await world.clock.advance(1_000);
    first.freezer.freeze();
    const second = await world.start([lead]);
    await world.clock.advance(13_000);
    expect(await second.jobs.counts()).toMatchObject({ maybePaid: 1 });
    await world.clock.runUntilSettled(second.jobs.wait(jobId));
    await world.clock.advance(100);
    expect(await second.jobs.find(jobId)).toMatchObject({
      attempts: [
        { because: 'first', claim: 0, ticket: undefined },
        { because: 'maybe-paid', claim: 1, outcome: 'solved' },
      ],
    });
  });

  it('buys nothing twice where the router shall not', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'hang' }] });
    const first = await world.start([lead]);
    const { jobId } = await first.jobs.enqueue(login);
    await world.clock.advance(1_000);
    first.freezer.freeze();
    const second = await world.start([lead], {
      router: { providers: [lead], outcomeUnknown: 'fail' },
    });
    await expect(world.clock.runUntilSettled(second.jobs.wait(jobId))).rejects.toMatchObject({
      code: 'job-failed',
      charged: 'unknown',
      failure: { code: 'maybe-paid' },
    });
    expect(lead.submitted).toHaveLength(1);
  });

  it('five times over a job gives that job up as poison, and goes on with the others', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'hang' }] });
    const { jobs } = await world.start([lead], { lanes: 1, slots: 1 }).then(async (first) => {
      const { jobId } = await first.jobs.enqueue(login, { dedupeKey: 'poison' });
      await world.clock.advance(1_000);
      first.freezer.freeze();
      for (let death = 2; death <= 5; death += 1) {
        const next = await world.start([lead]);
        await world.clock.advance(13_000);
        expect(next.events).toContainEqual(expect.objectContaining({ type: 'job-claimed', jobId }));
        next.freezer.freeze();
      }
      return world.start([lead]);
    });
    await world.clock.advance(15_000);
    expect(await jobs.deadLetters.list()).toMatchObject([{ failure: { code: 'poison' } }]);
  });
});

describe('a worker that was stopped for longer than its lease', () => {
  it('between claim and submit sends nothing when it goes on', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const stalled = await world.start([lead], {
      onEvent: ({ type }) => {
        if (type === 'job-claimed') stalled.freezer.freeze();
      },
    });
    await stalled.jobs.enqueue(login).catch(() => undefined);
    await world.clock.advance(30_000);
    expect(lead.submitted).toEqual([]);
    const other = await world.start([lead]);
    await world.clock.advance(5_000);
    expect(lead.submitted).toHaveLength(1);
    stalled.freezer.thaw();
    await world.clock.advance(60_000);
    expect(lead.submitted).toHaveLength(1);
    expect(await other.jobs.counts()).toMatchObject({ solved: 1, maybePaid: 0 });
  });

  it('buys nothing under its old claim, though nobody else has noticed', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const stalled = await world.start([lead], {
      onEvent: ({ type }) => {
        if (type === 'job-claimed' && lead.submitted.length === 0) stalled.freezer.freeze();
      },
    });
    const client = await world.start([lead]);
    await world.clock.runUntilSettled(client.drain({ drainMs: 0 }));
    const { jobId } = await client.jobs.enqueue(login);
    await world.clock.advance(30_000);
    stalled.freezer.thaw();
    await world.clock.settle();
    expect(lead.submitted).toEqual([]);
    expect((await client.jobs.find(jobId))?.attempts).toEqual([]);
  });

  it('between booking and wire sends nothing either', async () => {
    const lead = scriptedProvider({
      id: 'lead',
      limits: { submits: { count: 1, perMs: 5_000 } },
    });
    const stalled = await world.start([lead]);
    await stalled.jobs.enqueue(login);
    await world.clock.advance(1_000);
    await stalled.jobs.enqueue({ ...login, pageUrl: 'https://shop.example/paced' });
    await world.clock.advance(1_000);
    stalled.freezer.freeze();
    const other = await world.start([lead]);
    await world.clock.advance(40_000);
    const sent = lead.submitted.length;
    stalled.freezer.thaw();
    await world.clock.advance(30_000);
    expect(lead.submitted).toHaveLength(sent);
    expect(await other.jobs.counts()).toMatchObject({ solved: 2, failed: 0 });
  });

  it('leaves an answer that came too late to whoever has the job now', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'accept', solveMs: 60_000 }] });
    const stalled = await world.start([lead]);
    const { jobId } = await stalled.jobs.enqueue(login);
    await world.clock.advance(1_000);
    stalled.freezer.freeze();
    const other = await world.start([lead]);
    await world.clock.advance(30_000);
    stalled.freezer.thaw();
    await world.clock.runUntilSettled(other.jobs.wait(jobId));
    expect(lead.paid).toHaveLength(1);
    expect(stalled.events.map(({ type }) => type)).toContain('lease-lost');
    expect(await other.jobs.counts()).toMatchObject({ solved: 1, failed: 0 });
  });
});

describe('a drain', () => {
  it('lets jobs finish, and claims nothing more', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const worker = await world.start([lead]);
    await worker.jobs.enqueue(login);
    await world.clock.advance(1_000);
    const draining = worker.drain({ drainMs: 30_000 });
    await worker.jobs.enqueue({ ...login, pageUrl: 'https://shop.example/late' });
    expect(await world.clock.runUntilSettled(draining)).toEqual({ finished: 1, handedBack: 0 });
    expect(lead.paid).toHaveLength(1);
  });

  it('gives back what takes too long, and another worker collects its ticket', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'accept', solveMs: 60_000 }] });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login);
    await world.clock.advance(1_000);
    const draining = worker.drain({ drainMs: 5_000 });
    const startedAt = world.clock.now();
    expect(await world.clock.runUntilSettled(draining)).toEqual({ finished: 0, handedBack: 1 });
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(6_000);
    const other = await world.start([lead]);
    await world.clock.runUntilSettled(other.jobs.wait(jobId));
    expect(lead.paid).toHaveLength(1);
    expect(await other.jobs.find(jobId)).toMatchObject({ attempts: [{ claim: 0 }] });
  });

  it('waits for the reply to a submit that is under way, so that its ticket is known', async () => {
    const lead = scriptedProvider({
      id: 'lead',
      submits: [{ say: 'accept', afterMs: 4_000, solveMs: 5_000 }],
    });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login);
    await world.clock.advance(1_000);
    const report = await world.clock.runUntilSettled(worker.drain({ drainMs: 0 }));
    expect(report).toEqual({ finished: 0, handedBack: 1 });
    const other = await world.start([lead]);
    await world.clock.runUntilSettled(other.jobs.wait(jobId));
    expect(lead.paid).toHaveLength(1);
    expect(await other.jobs.counts()).toMatchObject({ maybePaid: 0, solved: 1 });
  });
});

describe('while the database is away', () => {
  it('nothing is bought', async () => {
    const lead = scriptedProvider({ id: 'lead' });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login, {
      notBeforeAtEpochMs: world.clock.epochMs() + 900,
    });
    await world.clock.advance(500);
    world.database.isReachable = false;
    await world.clock.advance(10_000);
    expect(lead.submitted).toEqual([]);
    expect(worker.events.filter(({ type }) => type === 'store-unreachable')).toHaveLength(1);
    world.database.isReachable = true;
    await world.clock.runUntilSettled(worker.jobs.wait(jobId));
    expect(worker.events.map(({ type }) => type)).toContain('store-back');
    expect(lead.paid).toHaveLength(1);
  });

  it('an answer is kept until it can be handed in', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'accept', solveMs: 5_000 }] });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login);
    await world.clock.advance(3_000);
    world.database.isReachable = false;
    await world.clock.advance(8_000);
    world.database.isReachable = true;
    await world.clock.runUntilSettled(worker.jobs.wait(jobId));
    expect(lead.paid).toHaveLength(1);
    expect(lead.pollTimes.every((at) => at < 12_000)).toBe(true);
  });
});

describe('a dead letter', () => {
  it('holds every attempt and reason, and is solved when it is sent again', async () => {
    const lines: SubmitLine[] = [{ say: 'refuse', code: 'task-unsolvable' }];
    const lead = scriptedProvider({ id: 'lead', submits: lines });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login, { deadlineMs: 60_000 });
    await expect(world.clock.runUntilSettled(worker.jobs.wait(jobId))).rejects.toMatchObject({
      code: 'job-failed',
      charged: 'no',
    });
    const [letter] = await worker.jobs.deadLetters.list();
    expect(letter).toMatchObject({
      jobId,
      state: 'failed',
      failure: { code: 'all-attempts-failed' },
    });
    expect(letter?.attempts).toHaveLength(lead.submitted.length);
    const told = letter?.attempts.map(({ outcome, report }) => `${outcome}: ${report?.code}`);
    expect(new Set(told)).toEqual(new Set(['refused: task-unsolvable']));
    lines[0] = { say: 'accept' };
    expect(await worker.jobs.deadLetters.redrive({ jobIds: [jobId], deadlineMs: 300_000 })).toBe(1);
    await world.clock.runUntilSettled(worker.jobs.wait(jobId));
    expect(await worker.jobs.deadLetters.list()).toEqual([]);
  });

  it('has its live ticket collected before anything is bought again', async () => {
    const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'accept', solveMs: 40_000 }] });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login, { deadlineMs: 10_000 });
    await expect(world.clock.runUntilSettled(worker.jobs.wait(jobId))).rejects.toMatchObject({
      failure: { code: 'deadline-exceeded', openTickets: [{ providerId: 'lead' }] },
    });
    await worker.jobs.deadLetters.redrive({ jobIds: [jobId], deadlineMs: 120_000 });
    await world.clock.runUntilSettled(worker.jobs.wait(jobId));
    expect(lead.paid).toHaveLength(1);
  });

  it('is gone when it is purged', async () => {
    const lead = scriptedProvider({
      id: 'lead',
      submits: [{ say: 'refuse', code: 'task-invalid' }],
    });
    const worker = await world.start([lead]);
    const { jobId } = await worker.jobs.enqueue(login);
    await expect(world.clock.runUntilSettled(worker.jobs.wait(jobId))).rejects.toMatchObject({
      failure: { code: 'task-invalid' },
    });
    expect(await worker.jobs.deadLetters.purge({ code: 'expired' })).toBe(0);
    expect(await worker.jobs.deadLetters.purge({ code: 'task-invalid' })).toBe(1);
    expect(await worker.jobs.find(jobId)).toBeUndefined();
  });
});
