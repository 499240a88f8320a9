import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  hanging,
  inBatches,
  pending,
  type PollerOptionsForTest,
  type PollerWorld,
  pollerWorld,
  solved,
} from './__fixtures__/poller-world.ts';
import type { TicketWatch } from './ticket-watch.ts';

const worldOf = (options: Partial<PollerOptionsForTest> = {}): PollerWorld =>
  pollerWorld({ reply: () => pending, ...inBatches, ...options });

/** So many tickets, accepted now; the names of those that were. */
function watchMany(world: PollerWorld, count: number): readonly string[] {
  const names = Array.from({ length: count }, (_, index) => `ticket-${index}`);
  for (const name of names) world.watch(name);
  return names;
}

const sizesOf = ({ batches }: PollerWorld): readonly number[] =>
  batches.map(({ ticketIds }) => ticketIds.length);

const timesOf = ({ batches }: PollerWorld): readonly number[] => batches.map(({ at }) => at);

describe('a Poller of a service with batches', () => {
  it('asks with one request for tickets that are due together, until each has its answer', async () => {
    const world = worldOf({ reply: (poll) => (poll < 2 ? pending : solved) });
    const names = watchMany(world, 3);
    await world.clock.runUntilIdle();
    expect(world.batches.map(({ at, ticketIds }) => ({ at, ticketIds }))).toEqual(
      [7_000, 12_000, 17_000].map((at) => ({ at, ticketIds: names })),
    );
    expect(world.sent).toEqual([]);
    expect(world.outcomes.size).toBe(3);
  });

  it('polls a ticket that has no company as any other', async () => {
    const world = worldOf({ reply: (poll) => (poll < 2 ? pending : solved) });
    world.watch('first');
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([7_000, 12_000, 17_000]);
    expect(world.batches).toEqual([]);
  });

  it('asks one by one for types that the service takes one at a time', async () => {
    const world = worldOf();
    for (const name of ['image-1', 'image-2']) world.watch(name, { taskType: 'image' });
    const names = watchMany(world, 2);
    await world.clock.advance(7_000);
    expect(world.sent.map(({ ticketId }) => ticketId)).toEqual(['image-1', 'image-2']);
    expect(world.batches.map(({ ticketIds }) => ticketIds)).toEqual([names]);
  });

  it('asks for no more at once than the service takes', async () => {
    const world = worldOf();
    const names = watchMany(world, 250);
    await world.clock.advance(7_000);
    expect(sizesOf(world)).toEqual([100, 100, 50]);
    expect(world.batches.flatMap(({ ticketIds }) => ticketIds)).toEqual(names);
  });

  it('waits up to a second for tickets that come due soon after a request', async () => {
    const world = worldOf();
    world.watch('first');
    await world.clock.advance(100);
    world.watch('second');
    await world.clock.advance(400);
    world.watch('third');
    await world.clock.advance(7_600);
    expect(world.pollsOf('first')).toEqual([7_000]);
    expect(world.batches.map(({ at, ticketIds }) => ({ at, ticketIds }))).toEqual([
      { at: 8_000, ticketIds: ['second', 'third'] },
    ]);
  });

  it('does not wait for tickets that come later than that', async () => {
    const world = worldOf();
    world.watch('first');
    await world.clock.advance(500);
    world.watch('second');
    await world.clock.advance(1_000);
    world.watch('third');
    await world.clock.advance(7_000);
    expect([world.pollsOf('first'), world.pollsOf('second'), world.pollsOf('third')]).toEqual([
      [7_000],
      [7_500],
      [8_500],
    ]);
  });

  it('takes tickets along that may be asked for, though their turn has not come', async () => {
    const world = worldOf();
    for (const name of ['first', 'second']) world.watch(name, { hasCallback: true });
    await world.clock.advance(20_000);
    expect(timesOf(world)).toEqual([14_000]);
    world.watch('third');
    await world.clock.advance(7_000);
    expect(world.batches[1]).toMatchObject({ at: 27_000, ticketIds: ['third', 'first', 'second'] });
  });

  it('takes them along before their learned first look, but not before the first wait of the service', async () => {
    const world = worldOf({
      batchPoll: { maxTickets: 100, taskTypes: ['turnstile', 'image'] },
      lawOf: (taskType) =>
        taskType === 'image' ? { mu: Math.log(30_000), sigma: 0.1 } : undefined,
    });
    world.watch('slow', { taskType: 'image' });
    world.watch('first');
    await world.clock.advance(1_000);
    world.watch('slower', { taskType: 'image' });
    await world.clock.advance(6_000);
    expect(world.batches).toMatchObject([{ at: 7_000, ticketIds: ['first', 'slow'] }]);
  });

  it('takes nobody along early where polls are counted', async () => {
    const world = worldOf({ limits: { maxPolls: 100 } });
    for (const name of ['first', 'second']) world.watch(name, { hasCallback: true });
    await world.clock.advance(20_000);
    world.watch('third');
    await world.clock.advance(7_000);
    expect(timesOf(world)).toEqual([14_000]);
    expect(world.pollsOf('third')).toEqual([27_000]);
  });

  it('has as many requests under way as it has polls elsewhere, and not as many tickets', async () => {
    const batchPoll = { maxTickets: 3, taskTypes: ['turnstile'] };
    const world = worldOf({ reply: () => hanging, batchPoll });
    watchMany(world, 300);
    await world.clock.advance(7_000);
    expect(world.mostInFlight).toBe(64);
    expect(world.batches).toHaveLength(64);
  });

  it('asks one by one when the provider declares batches and has none', async () => {
    const world = worldOf({ batchPoll: { maxTickets: 1, taskTypes: ['turnstile'] } });
    watchMany(world, 2);
    await world.clock.advance(7_000);
    expect([world.sent.length, world.batches.length]).toEqual([2, 0]);
  });

  it('asks in the name of the ticket that is due, for as long as any answer is of use', async () => {
    const world = worldOf();
    world.watch('first', { remainingMs: () => 20_000 });
    world.watch('second', { remainingMs: () => 50_000 });
    await world.clock.advance(7_000);
    expect(world.batches[0]?.context).toMatchObject({
      attemptId: 'attempt-first',
      remainingMs: 50_000,
    });
  });

  it('leaves out a ticket whose lifetime has passed', async () => {
    const world = worldOf({ retention: { fromAcceptedMs: 60_000 } });
    world.watch('old', { acceptedAt: -90_000 });
    watchMany(world, 2);
    await world.clock.advance(7_000);
    expect(world.batches.map(({ ticketIds }) => ticketIds)).toEqual([['ticket-0', 'ticket-1']]);
    expect(world.outcomes.get('old')).toMatchObject([{ error: { rawCode: 'lifetime-passed' } }]);
  });

  /** At 7.2 s, when the second ticket has been due for 0.1 s and waits for the third. */
  async function gathering(): Promise<PollerWorld & { readonly second: TicketWatch }> {
    const world = worldOf();
    world.watch('first');
    await world.clock.advance(100);
    const second = world.watch('second');
    await world.clock.advance(400);
    world.watch('third');
    await world.clock.advance(6_700);
    expect(world.pollsOf('second')).toEqual([]);
    return { ...world, second };
  }

  it('asks at once for one that is announced while it waits for company', async () => {
    const world = await gathering();
    world.poller.hurry(world.second);
    await world.clock.settle();
    expect(world.pollsOf('second')).toEqual([7_200]);
  });

  it('takes along whoever waits for company when another is announced', async () => {
    const world = await gathering();
    world.poller.hurry(world.watch('announced', { hasCallback: true }));
    await world.clock.settle();
    expect(world.batches).toMatchObject([{ at: 7_200, ticketIds: ['announced', 'second'] }]);
    await world.clock.advance(800);
    expect(world.pollsOf('third')).toEqual([7_500]);
  });

  it('asks for nothing while it is paused, and then for everything that was due, together', async () => {
    const world = worldOf();
    const names = watchMany(world, 3);
    world.poller.pause();
    await world.clock.advance(60_000);
    expect(world.batches).toEqual([]);
    expect(world.stranded).toEqual(names);
    world.poller.resume();
    await world.clock.settle();
    expect(world.batches).toMatchObject([{ at: 60_000, ticketIds: names }]);
  });

  it('collects what is left to salvage in batches too, and keeps no script alive for it', async () => {
    const world = worldOf({ reply: (poll) => (poll < 2 ? pending : solved) });
    for (const name of ['first', 'second']) world.poller.leaveToSalvage(world.watch(name));
    await world.clock.advance(8_000);
    expect(sizesOf(world)).toEqual([2]);
    expect(world.keepsAlive).toBe(false);
    await world.clock.runUntilIdle();
    expect([...world.outcomes.keys()]).toEqual(['first', 'second']);
  });

  it('says nothing further, and leaves nobody asleep, when it is stopped during a batch', async () => {
    const world = worldOf({ reply: () => hanging });
    watchMany(world, 2);
    await world.clock.advance(7_000);
    world.poller.stop();
    await world.clock.advance(3_600_000);
    expect(world.batches[0]?.context.signal.aborted).toBe(true);
    expect([world.outcomes.size, world.failures, world.verdicts]).toEqual([0, [], []]);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('asks for no ticket before its time, and ends each once, whenever they come', async () => {
    const ticket = fc.record({
      afterMs: fc.integer({ min: 0, max: 3_000 }),
      polls: fc.integer({ min: 0, max: 5 }),
      hasCallback: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(ticket, { minLength: 2, maxLength: 12 }), async (tickets) => {
        const world = worldOf({
          reply: (poll, name) => (poll < (tickets[Number(name)]?.polls ?? 0) ? pending : solved),
          batchPoll: { maxTickets: 4, taskTypes: ['turnstile'] },
        });
        const acceptedAt: number[] = [];
        for (const [index, { afterMs, hasCallback }] of tickets.entries()) {
          await world.clock.advance(afterMs);
          acceptedAt.push(world.clock.now());
          world.watch(String(index), { hasCallback });
        }
        await world.clock.runUntilIdle();
        for (const [index, at] of acceptedAt.entries()) {
          const inBatch = world.batches.filter(({ ticketIds }) =>
            ticketIds.includes(String(index)),
          );
          const polls = [...world.pollsOf(String(index)), ...inBatch.map((batch) => batch.at)];
          const times = polls.toSorted((left, right) => left - right);
          const gaps = times.slice(1).map((time, poll) => time - (times[poll] ?? NaN));
          expect(world.outcomes.get(String(index))).toHaveLength(1);
          expect(times[0]).toBeGreaterThanOrEqual(at + 7_000);
          expect(gaps.every((gap) => gap >= 5_000)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
