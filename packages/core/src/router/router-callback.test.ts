import { describe, expect, it } from 'vitest';

import type { ScriptedProviderOptions } from '../testing/scripted-provider.ts';
import { rejectionOf, turnstile, type World, worldOf } from './__fixtures__/world.ts';

const callbackUrl = 'https://hooks.shop.example/understudy/';
const slow = { say: 'accept', solveMs: 12_000 } as const;

const withCallbacks = (...providers: readonly ScriptedProviderOptions[]): World =>
  worldOf(
    providers.map((provider) => ({ hasCallbacks: true, ...provider })),
    { callbackUrl },
  );

const urlOf = (world: World, index = 0): string =>
  world.providers[0]?.submitted[index]?.callbackUrl ?? 'https://no.callback.example/';

/** The service announces an answer. */
const announce = (world: World, notice: object = {}, url = urlOf(world)): Promise<Response> =>
  world.router.handleCallback(new Request(url, { method: 'POST', body: JSON.stringify(notice) }));

describe('a callback', () => {
  it('is asked for at a secret path of its own for every attempt', async () => {
    const world = withCallbacks({ id: 'lead' });
    await world.settle(Promise.all([world.router.solve(turnstile), world.router.solve(turnstile)]));
    const urls = [urlOf(world, 0), urlOf(world, 1)];
    expect(new Set(urls).size).toBe(2);
    for (const url of urls)
      expect(url).toMatch(/^https:\/\/hooks\.shop\.example\/understudy\/\w{22}$/);
    expect(JSON.stringify(world.events)).not.toContain(urls[0]?.split('/').at(-1));
  });

  it('has the ticket polled at once, and polls are rarer while it is awaited', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(12_100);
    expect((await announce(world)).status).toBe(200);
    const solved = await world.settle(solving);
    expect(solved.providerId).toBe('lead');
    expect(world.clock.now()).toBe(15_000);
    expect(world.providers[0]?.pollTimes).toEqual([10_000, 15_000]);
  });

  it('before the first poll is believed without the first wait, and confirmed by that poll', async () => {
    const world = withCallbacks({ id: 'lead', submits: [{ say: 'accept', solveMs: 1_000 }] });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_100);
    await announce(world);
    await world.settle(solving);
    expect(world.clock.now()).toBe(1_100);
    expect(world.providers[0]?.pollTimes).toEqual([1_100]);
  });

  it('that never comes costs no more than time: polls find the answer', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('lead');
    expect(world.providers[0]?.pollTimes).toEqual([10_000, 30_000]);
    expect(world.providers[0]?.paid).toHaveLength(1);
  });

  it('that comes before the reply to the submit is kept until there is a ticket', async () => {
    const submits = [{ say: 'accept', afterMs: 2_000, solveMs: 0 } as const];
    const world = withCallbacks({ id: 'lead', submits });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    await announce(world, { ticket: { id: 'lead-1', type: 'turnstile' } });
    await world.settle(solving);
    expect(world.clock.now()).toBe(2_000);
    expect(world.providers[0]?.paid).toHaveLength(1);
  });

  it('twice, a hundred times or too early polls no faster than the service allows', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    for (let round = 0; round < 100; round += 1) {
      expect((await announce(world)).status).toBe(200);
      await world.clock.advance(100);
    }
    await world.settle(solving);
    const times = world.providers[0]?.pollTimes ?? [];
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times.length).toBeLessThanOrEqual(4);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(5_000);
  });

  it('after the end changes nothing', async () => {
    const world = withCallbacks({ id: 'lead' });
    await world.settle(world.router.solve(turnstile));
    const polls = world.providers[0]?.pollTimes.length;
    expect((await announce(world)).status).toBe(404);
    await world.clock.advance(60_000);
    expect(world.providers[0]?.pollTimes).toHaveLength(polls ?? 0);
  });

  it('from somebody who does not know the secret is refused, and nothing is polled', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    const spoofed = `${callbackUrl}${'0'.repeat(22)}`;
    const notice = { ticket: { id: 'lead-1', type: 'turnstile' } };
    expect((await announce(world, notice, spoofed)).status).toBe(404);
    expect((await announce(world, notice, callbackUrl)).status).toBe(404);
    await world.clock.advance(5_000);
    expect(world.providers[0]?.pollTimes).toHaveLength(0);
    await world.settle(solving);
  });

  it('naming the ticket of another task has its own ticket polled, not that one', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow, { say: 'accept', solveMs: 1 }] });
    const first = world.router.solve(turnstile);
    const second = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    await announce(world, { ticket: { id: 'lead-2', type: 'turnstile' } }, urlOf(world, 0));
    const [one, two] = await world.settle(Promise.all([first, second]));
    expect([one.solution.token, two.solution.token]).toEqual(['lead-1', 'lead-2']);
  });

  it('brings back a ticket whose submit was never answered', async () => {
    const world = withCallbacks({
      id: 'lead',
      submits: [{ say: 'refuse', code: 'outcome-unknown' }],
      polls: [],
    });
    const provider = world.providers[0];
    const solving = world.router.solve(turnstile);
    await world.clock.advance(3_000);
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 0, maybePaid: 1 });
    // The task was accepted after all: the service knows it by this ticket.
    if (provider !== undefined) {
      provider.poll = async () => ({
        status: 'solved',
        solution: { type: 'turnstile', token: 'rescued' },
      });
    }
    await announce(world, { ticket: { id: 'lead-1', type: 'turnstile' } });
    const solved = await world.settle(solving);
    expect(solved.solution.token).toBe('rescued');
    expect(provider?.submitted).toHaveLength(1);
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 1, maybePaid: 0 });
    expect(world.clock.now()).toBe(3_000);
  });

  it.each<[number, Request]>([
    [405, new Request(`${callbackUrl}x`, { method: 'DELETE' })],
    [413, new Request(`${callbackUrl}x`, { method: 'POST', body: 'x'.repeat(70_000) })],
    [414, new Request(`${callbackUrl}${'x'.repeat(20_000)}`)],
  ])('that is no callback is refused with %i', async (status, request) => {
    const world = withCallbacks({ id: 'lead' });
    expect((await world.router.handleCallback(request)).status).toBe(status);
  });

  it('to a closed router is refused, and open tickets are handed back', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    const task = rejectionOf(world, world.router.solve(turnstile));
    await world.clock.advance(1_000);
    const { openTickets } = await world.settle(world.router.close());
    await task;
    expect(openTickets).toHaveLength(1);
    expect((await announce(world)).status).toBe(503);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('in words that the provider cannot read is a hint all the same', async () => {
    const world = withCallbacks({ id: 'lead', submits: [{ say: 'accept', solveMs: 1_000 }] });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_100);
    const request = new Request(urlOf(world), { method: 'POST', body: '<html>' });
    expect((await world.router.handleCallback(request)).status).toBe(200);
    await world.settle(solving);
    expect(world.clock.now()).toBe(1_100);
  });

  it('is not asked for where there is no URL for it, or where the provider reads none', async () => {
    const world = worldOf([{ id: 'lead', hasCallbacks: true }]);
    await world.settle(world.router.solve(turnstile));
    expect(world.providers[0]?.submitted[0]?.callbackUrl).toBeUndefined();
    const deaf = withCallbacks({ id: 'lead', hasCallbacks: false });
    await deaf.settle(deaf.router.solve(turnstile));
    expect(deaf.providers[0]?.submitted[0]?.callbackUrl).toBeUndefined();
  });
});
