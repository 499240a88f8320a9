import { describe, expect, it } from 'vitest';

import { UnknownTicketError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import { rejectionOf, turnstile, type World, worldOf } from './__fixtures__/world.ts';

const slow = { say: 'accept', solveMs: 50_000 } as const;

describe('resuming a ticket', () => {
  /** The record that a process stored before it died, with the world in which its provider lives on. */
  async function orphan(solveMs: number) {
    const records: TicketRecord[] = [];
    const world = worldOf([{ id: 'lead', submits: [{ say: 'accept', solveMs }] }]);
    const task = world.router.solve(turnstile, {
      onAccepted: (record) => void records.push(record),
    });
    const outcome = Promise.allSettled([task]);
    await world.clock.advance(1_000);
    await world.router.close();
    await outcome;
    const record = JSON.parse(JSON.stringify(records[0])) as TicketRecord;
    return { world, record };
  }

  it('collects its answer in a new process and buys nothing', async () => {
    const { world, record } = await orphan(30_000);
    const successor = worldOf(world.providers);
    const solved = await successor.settle(successor.router.resume(record));
    expect(solved).toMatchObject({
      providerId: 'lead',
      attemptId: record.attemptId,
      decision: { reason: 'resumed' },
      solution: { token: 'lead-1' },
    });
    expect(world.providers[0]?.paid).toHaveLength(1);
    await successor.settle(successor.router.close());
    expect(successor.clock.sleeperCount).toBe(0);
  });

  it('keeps its deadline and hands the ticket back', async () => {
    const { world, record } = await orphan(90_000);
    const successor = worldOf(world.providers);
    const promise = successor.router.resume(record, { deadlineMs: 10_000 });
    const error = await rejectionOf(successor, promise);
    expect(error).toMatchObject({ code: 'deadline-exceeded', openTickets: [record] });
    expect(successor.clock.now()).toBe(10_000);
  });

  it("rejects with its caller's reason", async () => {
    const { world, record } = await orphan(90_000);
    const successor = worldOf(world.providers);
    const reason = new Error('enough');
    const promise = successor.router.resume(record, { signal: AbortSignal.abort(reason) });
    expect(await rejectionOf(successor, promise)).toBe(reason);
  });

  it('takes over a ticket that the same router still salvages, without a second poller', async () => {
    const world = worldOf([{ id: 'lead', submits: [slow] }]);
    const error = await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 20_000 }));
    const [record] = Object(error).openTickets;
    const solved = await world.settle(world.router.resume(record));
    expect(solved.solution).toEqual({ type: 'turnstile', token: 'lead-1' });
    const times = world.providers[0]?.pollTimes ?? [];
    expect(new Set(times).size).toBe(times.length);
    expect(world.eventsOf('ticket-salvaged')).toHaveLength(0);
  });

  it('tells that a ticket is unknown to its service', async () => {
    const { record } = await orphan(30_000);
    const successor = worldOf([{ id: 'lead' }]);
    const error = await rejectionOf(successor, successor.router.resume(record));
    expect(error).toMatchObject({ code: 'all-attempts-failed', cause: { code: 'ticket-lost' } });
    expect(successor.providers[0]?.paid).toHaveLength(0);
  });

  it('refuses a ticket of a provider that it does not have, by the nearest name', async () => {
    const { record } = await orphan(30_000);
    const successor = worldOf([{ id: 'leed' }]);
    const error = await rejectionOf(successor, successor.router.resume(record));
    expect(error).toBeInstanceOf(UnknownTicketError);
    expect(String(error)).toContain('did you mean "leed"?');
  });

  it.each([
    ['attemptId', { attemptId: '' }],
    ['ticket', { ticket: 'lead-1' }],
    ['ticket', { ticket: { id: 'x'.repeat(20_000) } }],
    ['acceptedAtEpochMs', { acceptedAtEpochMs: 'yesterday' }],
  ])('refuses a record whose %s is not valid, by its name', async (field, change) => {
    const { record } = await orphan(30_000);
    const successor = worldOf([{ id: 'lead' }]);
    const broken = { ...record, ...change } as TicketRecord;
    const error = await rejectionOf(successor, successor.router.resume(broken));
    expect(error).toMatchObject({ code: 'options-invalid', option: field });
    expect(successor.providers[0]?.pollTimes).toHaveLength(0);
  });

  it('is refused when another ticket is collected under that name', async () => {
    const { world, record } = await orphan(30_000);
    const successor = worldOf(world.providers);
    const first = successor.router.resume(record);
    const other = { ...record, ticket: { id: 'lead-2', type: 'turnstile' } };
    const error = await rejectionOf(successor, successor.router.resume(other));
    expect(error).toMatchObject({ code: 'options-invalid', option: 'ticket' });
    expect((await successor.settle(first)).solution).toMatchObject({ token: 'lead-1' });
  });

  it('of yesterday is taken for lost without a poll, where the service forgets tickets', async () => {
    const supports = { retention: { fromAcceptedMs: 300_000 } };
    const world = worldOf([{ id: 'lead', supports }]);
    const records = Array.from({ length: 50 }, (_, index) => ({
      attemptId: `attempt-${index}`,
      providerId: 'lead',
      ticket: { id: `lead-${index}`, type: 'turnstile' },
      taskType: 'turnstile',
      acceptedAtEpochMs: world.clock.epochMs() - 86_400_000,
    }));
    const resumes = records.map((record) => world.router.resume(record));
    const outcomes = await world.settle(Promise.allSettled(resumes));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { cause: { rawCode: 'lifetime-passed' } } });
    }
    expect(world.providers[0]?.pollTimes).toEqual([]);
  });
});

describe('resuming a ticket twice', () => {
  const record = (world: World): TicketRecord => ({
    attemptId: 'attempt-1',
    providerId: 'lead',
    ticket: { id: 'lead-1', type: 'turnstile' },
    taskType: 'turnstile',
    acceptedAtEpochMs: world.clock.epochMs(),
  });

  /** A router in a new process; the answer is there after 22 s. */
  async function successorOf(): Promise<World> {
    const first = worldOf([{ id: 'lead', submits: [{ say: 'accept', solveMs: 22_000 }] }]);
    void first.router.solve(turnstile).catch(() => undefined);
    await first.clock.advance(1);
    await first.router.close();
    return worldOf(first.providers);
  }

  const gapsOf = (world: World): readonly number[] => {
    const times = world.providers[0]?.pollTimes ?? [];
    return times.slice(1).map((at, index) => at - (times[index] ?? 0));
  };

  it('answers both callers by one series of polls at the floor', async () => {
    const world = await successorOf();
    const first = world.router.resume(record(world));
    await world.clock.advance(7_000);
    const second = world.router.resume(record(world));
    const solved = await world.settle(Promise.all([first, second]));
    expect(solved.map(({ solution }) => solution)).toMatchObject([
      { token: 'lead-1' },
      { token: 'lead-1' },
    ]);
    expect(gapsOf(world)).toEqual([5_000, 5_000, 5_000, 5_000]);
    expect(world.router.health()).toMatchObject({ runningTasks: 0, openTickets: 0 });
  });

  it('tells the service of the judgement once', async () => {
    const world = await successorOf();
    const both = [world.router.resume(record(world)), world.router.resume(record(world))];
    for (const solved of await world.settle(Promise.all(both))) await solved.report('rejected');
    expect(world.providers[0]?.reports).toHaveLength(1);
  });

  it('keeps the deadline and the signal of each caller', async () => {
    const world = await successorOf();
    const controller = new AbortController();
    const { signal } = controller;
    const short = rejectionOf(world, world.router.resume(record(world), { deadlineMs: 6_000 }));
    const aborted = rejectionOf(world, world.router.resume(record(world), { signal }));
    const patient = world.router.resume(record(world));
    expect(await short).toMatchObject({ code: 'deadline-exceeded' });
    expect(world.clock.now()).toBe(6_000);
    controller.abort(new Error('enough'));
    expect(await aborted).toMatchObject({ message: 'enough' });
    expect((await world.settle(patient)).providerId).toBe('lead');
    expect(world.eventsOf('ticket-salvaged')).toHaveLength(0);
  });

  it('goes on with the polls of a caller who has left', async () => {
    const world = await successorOf();
    const left = rejectionOf(world, world.router.resume(record(world), { deadlineMs: 6_000 }));
    await left;
    expect(world.router.health().openTickets).toBe(1);
    await world.clock.advance(1_000);
    const solved = await world.settle(world.router.resume(record(world)));
    expect(solved.solution).toMatchObject({ token: 'lead-1' });
    expect(gapsOf(world)).toEqual([5_000, 5_000, 5_000, 5_000]);
  });

  it('hands the ticket back when the router is closed, once', async () => {
    const world = await successorOf();
    const both = [world.router.resume(record(world)), world.router.resume(record(world))];
    const outcomes = Promise.allSettled(both);
    await world.clock.advance(6_000);
    const { openTickets } = await world.settle(world.router.close());
    expect(openTickets).toHaveLength(1);
    expect(await outcomes).toMatchObject([
      { reason: { code: 'router-closed' } },
      { reason: { code: 'router-closed' } },
    ]);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('follows one attempt that this router still has under way, and judges it once', async () => {
    const world = worldOf([{ id: 'lead', submits: [slow] }]);
    const error = await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 20_000 }));
    const [open] = Object(error).openTickets;
    const both = [world.router.resume(open), world.router.resume(open)];
    for (const solved of await world.settle(Promise.all(both))) await solved.report('accepted');
    expect(world.providers[0]?.reports).toHaveLength(1);
    expect(new Set(world.providers[0]?.pollTimes).size).toBe(world.providers[0]?.pollTimes.length);
  });
});
