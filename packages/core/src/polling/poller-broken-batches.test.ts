import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { PollManyEntry } from '../provider/poll-result.ts';
import {
  inBatches,
  pending,
  type PollerOptionsForTest,
  type PollerWorld,
  pollerWorld,
  solved,
} from './__fixtures__/poller-world.ts';

const down = leadSaid('provider-unavailable', { operation: 'poll' });

/** A service whose batches say this, and twenty tickets there. */
function twentyTickets(options: Partial<PollerOptionsForTest>): PollerWorld {
  const world = pollerWorld({ reply: () => pending, ...inBatches, ...options });
  for (let ticket = 0; ticket < 20; ticket += 1) world.watch(`ticket-${ticket}`);
  return world;
}

describe('a service whose batches fail while its polls work', () => {
  it('is asked one by one after three, for five minutes; then a batch is tried again', async () => {
    const world = twentyTickets({ replyMany: () => down });
    await world.clock.advance(800_000);
    const [, , third = NaN, fourth = NaN, fifth = NaN] = world.batches.map(({ at }) => at);
    const firstPoll = world.sent[0]?.at ?? NaN;
    expect(firstPoll).toBeGreaterThan(third);
    expect(third).toBeLessThan(60_000);
    expect(fourth - firstPoll).toBeGreaterThanOrEqual(300_000);
    expect(fourth - firstPoll).toBeLessThan(305_001);
    expect(fifth - fourth).toBeGreaterThanOrEqual(300_000);
    expect(world.outcomes.size).toBe(0);
  });

  it('loses no ticket by it', async () => {
    const world = twentyTickets({
      reply: (poll) => (poll < 3 ? pending : solved),
      replyMany: () => leadSaid('protocol-violated', { operation: 'poll' }),
    });
    await world.clock.runUntilIdle();
    expect(world.outcomes.size).toBe(20);
    for (const outcome of world.outcomes.values())
      expect(outcome).toMatchObject([{ kind: 'solved' }]);
  });

  it('is asked one by one too when they speak of no ticket', async () => {
    const silent = (ticketIds: readonly string[]): readonly PollManyEntry[] =>
      ticketIds.map(() => ({ status: 'unanswered' }));
    const world = twentyTickets({ replyMany: (_, ticketIds) => silent(ticketIds) });
    await world.clock.advance(200_000);
    expect(world.batches).toHaveLength(3);
    expect(world.failures).toEqual([]);
    expect(world.sent.length).toBeGreaterThan(20 * 30);
  });

  it('has one poll find out whose fault it is, before all the others', async () => {
    const world: PollerWorld = twentyTickets({
      reply: () => async () => {
        await world.clock.sleep(400);
        return pending;
      },
      replyMany: () => down,
    });
    await world.clock.advance(60_000);
    const [first, second] = world.sent;
    expect(first?.ticketId).toBe('ticket-0');
    expect((second?.at ?? NaN) - (first?.at ?? NaN)).toBe(400);
    expect(world.mostInFlight).toBe(19);
  });
});

describe('a service that is down altogether', () => {
  it('is asked in batches again as soon as the one poll has failed too', async () => {
    const world = twentyTickets({ reply: () => down, replyMany: () => down });
    await world.clock.advance(300_000);
    expect(world.batches.length).toBeGreaterThan(6);
    // Three batches, one poll, one batch, one poll: never a volley.
    expect(Math.abs(world.batches.length - 2 - world.sent.length)).toBeLessThanOrEqual(1);
    expect(world.outcomes.size).toBe(0);
  });

  it.each(['unreachable', 'rate-limited', 'funds-exhausted'] as const)(
    'says nothing about its batches when it is %s',
    async (code) => {
      const world = twentyTickets({
        replyMany: (batch) => (batch < 6 ? leadSaid(code, { operation: 'poll' }) : undefined),
      });
      await world.clock.advance(300_000);
      expect(world.batches.length).toBeGreaterThan(20);
      expect(world.sent).toEqual([]);
    },
  );
});
