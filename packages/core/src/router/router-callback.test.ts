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

const statusOf = async (world: World, request: Request): Promise<number> =>
  (await world.router.handleCallback(request)).status;

interface EndlessBody {
  readonly pulls: number;
  readonly isCancelled: boolean;
  request(url: string): Request;
}

/** A body that comes in chunks of so many bytes and never ends, or says nothing at all. */
function endlessBody(chunkBytes: number | 'silent'): EndlessBody {
  let pulls = 0;
  let isCancelled = false;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      pulls += 1;
      if (chunkBytes === 'silent') return new Promise(() => undefined);
      controller.enqueue(new Uint8Array(chunkBytes));
    },
    cancel() {
      isCancelled = true;
    },
  };
  return {
    get pulls() {
      return pulls;
    },
    get isCancelled() {
      return isCancelled;
    },
    request(url) {
      const body = new ReadableStream(source, { highWaterMark: 0 });
      // Node wants it said that the request is sent before it is answered; the types do not know the word.
      const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
      return new Request(url, init);
    },
  };
}

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

  it('in a storm is one event until its poll has been answered', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    // Its poll is answered at once; those that follow have one poll more, at the floor.
    await announce(world);
    for (let round = 0; round < 100; round += 1) expect((await announce(world)).status).toBe(200);
    expect(world.eventsOf('callback-received')).toHaveLength(2);
    await world.clock.advance(6_000);
    for (let round = 0; round < 100; round += 1) await announce(world);
    expect(world.eventsOf('callback-received')).toHaveLength(3);
    await world.settle(solving);
    expect(world.providers[0]?.pollTimes).toEqual([1_000, 6_000, 11_000, 31_000]);
  });

  it('in a storm before there is a ticket is one event, and one more for the first that names it', async () => {
    const submits = [{ say: 'accept', afterMs: 2_000, solveMs: 0 } as const];
    const world = withCallbacks({ id: 'lead', submits });
    const solving = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    for (let round = 0; round < 50; round += 1) await announce(world);
    expect(world.eventsOf('callback-received')).toHaveLength(1);
    const ticket = { id: 'lead-1', type: 'turnstile' };
    for (let round = 0; round < 50; round += 1) await announce(world, { ticket });
    expect(world.eventsOf('callback-received')).toHaveLength(2);
    await world.settle(solving);
    expect(world.clock.now()).toBe(2_000);
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

  it.each<[number, string, RequestInit]>([
    [405, `${callbackUrl}x`, { method: 'DELETE' }],
    [414, `${callbackUrl}${'x'.repeat(20_000)}`, {}],
  ])('that is no callback is refused with %i', async (status, url, init) => {
    const world = withCallbacks({ id: 'lead' });
    expect((await world.router.handleCallback(new Request(url, init))).status).toBe(status);
  });

  it('that is too long is refused with 413, and read no further', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    void world.router.solve(turnstile);
    await world.clock.advance(1_000);
    const body = endlessBody(65_537);
    expect(await world.settle(statusOf(world, body.request(urlOf(world))))).toBe(413);
    expect(body.pulls).toBe(1);
    expect(body.isCancelled).toBe(true);
  });

  it('whose secret nobody knows is refused before its body is read', async () => {
    const world = withCallbacks({ id: 'lead' });
    const body = endlessBody(100);
    expect(await statusOf(world, body.request(`${callbackUrl}${'0'.repeat(22)}`))).toBe(404);
    expect(body.pulls).toBe(0);
  });

  it('that is slow is given up after five seconds, and its body is cancelled', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    void world.router.solve(turnstile);
    await world.clock.advance(1_000);
    const body = endlessBody('silent');
    const status = statusOf(world, body.request(urlOf(world)));
    await world.clock.advance(4_999);
    expect(body.isCancelled).toBe(false);
    expect(await world.settle(status)).toBe(408);
    expect(world.clock.now()).toBe(6_000);
    expect(body.isCancelled).toBe(true);
    expect(world.eventsOf('callback-received')).toHaveLength(0);
  });

  it('that is being read when the router is closed leaves no timer and no stream', async () => {
    const world = withCallbacks({ id: 'lead', submits: [slow] });
    const task = rejectionOf(world, world.router.solve(turnstile));
    await world.clock.advance(1_000);
    const body = endlessBody('silent');
    const status = statusOf(world, body.request(urlOf(world)));
    await world.settle(world.router.close());
    await task;
    expect(await status).toBe(503);
    expect(body.isCancelled).toBe(true);
    expect(world.clock.sleeperCount).toBe(0);
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
