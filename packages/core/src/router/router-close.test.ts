import { describe, expect, it } from 'vitest';

import { RouterClosedError } from '../errors/router-errors.ts';
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
    const task = world.router.solve(turnstile).catch((error: unknown) => error);
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
