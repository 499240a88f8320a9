import { describe, expect, it } from 'vitest';

import { RouterClosedError, UnknownTicketError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import { rejectionOf, turnstile, worldOf } from './__fixtures__/world.ts';

const slow = { say: 'accept', solveMs: 50_000 } as const;

describe('closing a router', () => {
  it('rejects running tasks, hands their tickets back and leaves no timer', async () => {
    const world = worldOf([{ id: 'lead', submits: [slow, slow, { say: 'hang' }] }]);
    const tasks = [1, 2, 3].map(() => world.router.solve(turnstile));
    const rejections = Promise.allSettled(tasks);
    await world.clock.advance(20_000);
    const remains = await world.settle(world.router.close());
    expect(remains.openTickets.map(({ ticket }) => ticket['id'])).toEqual(['lead-1', 'lead-2']);
    expect(remains.maybePaid).toMatchObject([{ providerId: 'lead', taskType: 'turnstile' }]);
    for (const outcome of await rejections) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'router-closed' } });
    }
    expect(world.clock.now()).toBe(20_000);
    expect(world.clock.sleeperCount).toBe(0);
    expect(world.providers[0]?.isClosed).toBe(true);
  });

  it('hands back tickets that are only being salvaged', async () => {
    const world = worldOf([{ id: 'lead', submits: [slow] }]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 20_000 }));
    const remains = await world.settle(world.router.close());
    expect(remains.openTickets).toHaveLength(1);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('recalls a submit of which nothing was written, so that it is not maybe paid', async () => {
    const world = worldOf([{ id: 'lead', submits: [{ say: 'connect-hang' }] }]);
    const task = rejectionOf(world, world.router.solve(turnstile));
    await world.clock.settle();
    const remains = await world.router.close();
    expect(remains).toEqual({ openTickets: [], maybePaid: [] });
    expect(await task).toBeInstanceOf(RouterClosedError);
  });

  it('lets running tasks go on for the grace that it is given', async () => {
    const world = worldOf([{ id: 'lead' }, { id: 'backup' }]);
    const task = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    const closing = world.router.close({ graceMs: 60_000 });
    await expect(rejectionOf(world, world.router.solve(turnstile))).resolves.toMatchObject({
      code: 'router-closed',
    });
    expect((await world.settle(task)).providerId).toBe('lead');
    expect(await world.settle(closing)).toEqual({ openTickets: [], maybePaid: [] });
    expect(world.clock.now()).toBe(10_000);
  });

  it('takes no longer than the grace and a second, whatever a provider does', async () => {
    const world = worldOf([{ id: 'lead', submits: [slow] }]);
    Object.assign(world.providers[0] ?? {}, { close: () => new Promise(() => undefined) });
    const task = rejectionOf(world, world.router.solve(turnstile));
    await world.clock.advance(1_000);
    await world.settle(world.router.close({ graceMs: 2_000 }));
    expect(world.clock.now()).toBeLessThanOrEqual(1_000 + 2_000 + 1_000);
    expect(await task).toMatchObject({
      code: 'router-closed',
      openTickets: [{ providerId: 'lead' }],
    });
  });

  it('comes to the same end however often it is asked for', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const [first, second] = await Promise.all([world.router.close(), world.router.close()]);
    expect(first).toBe(second);
  });

  it('refuses a grace that is no number of milliseconds', async () => {
    const world = worldOf([{ id: 'lead' }]);
    await expect(world.router.close({ graceMs: -1 })).rejects.toMatchObject({ option: 'graceMs' });
  });
});

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
});
