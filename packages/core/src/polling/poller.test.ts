import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderErrorCode } from '../errors/provider-error.ts';
import { hanging, pending, pollerWorld, type Reply, solved } from './__fixtures__/poller-world.ts';

const minuteMs = 60_000;
const pollSaid = (code: ProviderErrorCode): ReturnType<typeof leadSaid> =>
  leadSaid(code, { operation: 'poll' });

/** So many replies of one kind, then the answer. */
const solvedAfter =
  (count: number, before: Reply = pending) =>
  (poll: number): Reply =>
    poll < count ? before : solved;

describe('Poller', () => {
  it('asks after the first wait, then at the floor, until the answer is there', async () => {
    const world = pollerWorld({ reply: solvedAfter(3) });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([7_000, 12_000, 17_000, 22_000]);
    expect(world.outcomes.get('first')).toEqual([
      expect.objectContaining({
        kind: 'solved',
        solution: { type: 'turnstile', token: '0.answer' },
        lastNotReadyAt: 17_000,
      }),
    ]);
  });

  it('knows a ticket that was ready at the first poll as not ready when it was accepted', async () => {
    const world = pollerWorld({ reply: () => solved });
    await world.clock.advance(1_000);
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ lastNotReadyAt: 1_000 }]);
  });

  it('keeps the times of the task type', async () => {
    const limits = {
      firstWaitMs: { image: 1_000, default: 7_000 },
      pollFloorMs: { image: 2_000, default: 5_000 },
    };
    const world = pollerWorld({ reply: solvedAfter(1), limits });
    world.watch('first', { taskType: 'image' });
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([1_000, 3_000]);
  });

  it('never asks for a ticket again before the floor, though the reply took its time', async () => {
    const slow = async (): Promise<typeof pending> => {
      await world.clock.sleep(2_000);
      return pending;
    };
    const world = pollerWorld({ reply: solvedAfter(2, slow) });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([7_000, 14_000, 21_000]);
  });

  it('asks at once for a ticket that was accepted long ago', async () => {
    const world = pollerWorld({ reply: () => solved });
    world.watch('first', { acceptedAt: -minuteMs });
    await world.clock.advance(0);
    expect(world.pollsOf()).toEqual([0]);
  });

  it('ends a ticket that the service ends', async () => {
    const error = leadSaid('task-unsolvable', { operation: 'poll', charged: 'no' });
    const world = pollerWorld({ reply: () => ({ status: 'failed', error }) });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toEqual([{ kind: 'failed', error }]);
    expect(world.pollsOf()).toHaveLength(1);
  });

  it.each([
    'unreachable',
    'provider-unavailable',
    'rate-limited',
    'at-capacity',
    'task-invalid',
    'credentials-rejected',
    'ticket-lost',
  ] as const)('never ends a ticket by a poll that was rejected with %s', async (code) => {
    const world = pollerWorld({ reply: solvedAfter(12, pollSaid(code)) });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
    expect(world.failures).toHaveLength(12);
    expect(world.failures[0]).toBe(`attempt-first ${code}`);
  });

  it.each(['protocol-violated', 'unclassified'] as const)(
    'ends a ticket with the third reply of %s in a row',
    async (code) => {
      const error = pollSaid(code);
      const world = pollerWorld({ reply: () => error });
      world.watch();
      await world.clock.runUntilIdle();
      expect(world.pollsOf()).toHaveLength(3);
      expect(world.outcomes.get('first')).toEqual([{ kind: 'failed', error }]);
    },
  );

  it('counts such replies anew after one that makes sense, and for each ticket by itself', async () => {
    const odd = pollSaid('protocol-violated');
    const world = pollerWorld({
      reply: (poll) => (poll === 5 ? solved : poll === 2 ? pending : odd),
    });
    world.watch('first');
    world.watch('second');
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
    expect(world.outcomes.get('second')).toMatchObject([{ kind: 'solved' }]);
  });

  it.each([
    ['15 minutes', {}, 15 * minuteMs],
    ['the time that is declared', { fromAcceptedMs: 2 * minuteMs }, 2 * minuteMs],
  ])('takes a ticket for lost after %s', async (_, retention, lifetimeMs) => {
    const world = pollerWorld({ reply: () => pending, retention });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([
      {
        kind: 'failed',
        error: { code: 'ticket-lost', rawCode: 'lifetime-passed', charged: 'yes' },
      },
    ]);
    const last = world.pollsOf().at(-1) ?? NaN;
    expect(last).toBeLessThanOrEqual(lifetimeMs);
    expect(last).toBeGreaterThan(lifetimeMs - 5_000);
  });

  it('asks once for a ticket that may be past its lifetime, where the service declares none', async () => {
    const world = pollerWorld({ reply: () => solved });
    world.watch('first', { acceptedAt: -60 * minuteMs });
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
    expect(world.pollsOf()).toEqual([0]);
  });

  it.each([
    ['for every type', 5 * minuteMs],
    ['by type', { image: 1_000, default: 5 * minuteMs }],
  ])('never asks for a ticket past the retention that is declared %s', async (_, declared) => {
    const world = pollerWorld({ reply: () => solved, retention: { fromAcceptedMs: declared } });
    for (let ticket = 0; ticket < 50; ticket += 1)
      world.watch(`ticket-${ticket}`, { acceptedAt: -24 * 60 * minuteMs });
    await world.clock.runUntilIdle();
    expect(world.sent).toEqual([]);
    expect(world.outcomes.size).toBe(50);
    expect(world.outcomes.get('ticket-49')).toMatchObject([
      { kind: 'failed', error: { code: 'ticket-lost', rawCode: 'lifetime-passed' } },
    ]);
  });

  it('gives a ticket up after as many polls as the service allows', async () => {
    const world = pollerWorld({ reply: () => pending, limits: { maxPolls: 3 } });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([7_000, 12_000, 17_000]);
    expect(world.outcomes.get('first')).toMatchObject([
      { kind: 'failed', error: { code: 'ticket-lost', rawCode: 'polls-spent', charged: 'yes' } },
    ]);
  });

  it.each<[string, Reply]>([
    ['answered by a 502', pollSaid('provider-unavailable')],
    ['refused for coming too often', pollSaid('rate-limited')],
    ['left unanswered', hanging],
  ])('never asks more often than that, though every second poll is %s', async (_, trouble) => {
    const world = pollerWorld({
      reply: (poll) => (poll % 2 === 0 ? trouble : pending),
      limits: { maxPolls: 6 },
    });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toHaveLength(6);
    expect(world.outcomes.get('first')).toMatchObject([{ error: { rawCode: 'polls-spent' } }]);
  });

  it('gives a ticket up with the last poll that is allowed, though it failed', async () => {
    const down = pollSaid('provider-unavailable');
    const world = pollerWorld({ reply: () => down, limits: { maxPolls: 3 } });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toHaveLength(3);
    expect(world.outcomes.get('first')).toMatchObject([{ error: { rawCode: 'polls-spent' } }]);
    expect(world.failures).toHaveLength(3);
  });

  it('spends none of them on a poll that never reached the service', async () => {
    const offline = pollSaid('unreachable');
    const reply = (poll: number): Reply => (poll < 6 ? offline : poll < 8 ? pending : solved);
    const world = pollerWorld({ reply, limits: { maxPolls: 3 } });
    world.watch();
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
  });

  it('collects a ticket that is left to salvage all the same', async () => {
    const world = pollerWorld({ reply: solvedAfter(2) });
    const watch = world.watch();
    world.poller.leaveToSalvage(watch);
    world.poller.leaveToSalvage(watch);
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
  });

  describe('tells of the health of the service', () => {
    it.each([
      ['a ticket that is not ready', pending, 'healthy'],
      ['an answer', solved, 'healthy'],
      [
        'a ticket that it ends',
        { status: 'failed', error: pollSaid('task-unsolvable') },
        'healthy',
      ],
      ['no connection', pollSaid('unreachable'), 'unhealthy'],
      ['a 502', pollSaid('provider-unavailable'), 'unhealthy'],
      ['nonsense', pollSaid('protocol-violated'), 'unhealthy'],
      ['an unknown word', pollSaid('unclassified'), 'unhealthy'],
    ] as const)('%s: %s', async (_, reply, verdict) => {
      const world = pollerWorld({ reply: () => reply });
      world.watch();
      await world.clock.advance(7_000);
      expect(world.verdicts).toEqual([verdict]);
    });

    it.each(['rate-limited', 'at-capacity', 'credentials-rejected', 'funds-exhausted'] as const)(
      'nothing after %s',
      async (code) => {
        const world = pollerWorld({ reply: () => pollSaid(code) });
        world.watch();
        await world.clock.advance(7_000);
        expect(world.pollsOf()).toHaveLength(1);
        expect(world.verdicts).toEqual([]);
      },
    );
  });

  it.each(['credentials-rejected', 'funds-exhausted', 'address-banned'] as const)(
    'reports %s of a poll as a fault of the account, and the ticket as stranded',
    async (code) => {
      const world = pollerWorld({ reply: solvedAfter(1, pollSaid(code)) });
      world.watch();
      await world.clock.advance(7_000);
      expect(world.faults).toEqual([code]);
      expect(world.stranded).toEqual(['first']);
      expect(world.outcomes.size).toBe(0);
      await world.clock.runUntilIdle();
      expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
    },
  );

  it('takes a poll without a reply after 10 s for a failed one', async () => {
    const world = pollerWorld({ reply: solvedAfter(1, hanging) });
    world.watch();
    await world.clock.advance(16_999);
    expect(world.failures).toEqual([]);
    await world.clock.advance(1);
    expect(world.failures).toEqual(['attempt-first provider-unavailable']);
    await world.clock.runUntilIdle();
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
  });

  it('has at most 64 polls under way, and asks for the others when there is room', async () => {
    const world = pollerWorld({ reply: solvedAfter(1, hanging) });
    for (let ticket = 0; ticket < 200; ticket += 1) world.watch(`ticket-${ticket}`);
    await world.clock.advance(7_000);
    expect(world.sent).toHaveLength(64);
    await world.clock.runUntilIdle();
    expect(world.mostInFlight).toBe(64);
    expect([...world.outcomes.values()].flat()).toHaveLength(200);
  });

  it('ends every ticket once, keeps the floor and leaves nobody asleep, whatever the service says', async () => {
    const down = pollSaid('provider-unavailable');
    const odd = pollSaid('protocol-violated');
    const lost: Reply = { status: 'failed', error: pollSaid('ticket-lost') };
    const reply = fc.constantFrom<Reply>(pending, solved, down, odd, lost, hanging);
    const tickets = fc.array(fc.array(reply, { maxLength: 8 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(tickets, async (scripts) => {
        const world = pollerWorld({
          reply: (poll, ticketId) => scripts[Number(ticketId)]?.[poll] ?? solved,
        });
        for (const index of scripts.keys()) world.watch(String(index));
        await world.clock.runUntilIdle();
        for (const index of scripts.keys()) {
          const times = world.pollsOf(String(index));
          // Rests are no whole milliseconds, so that sums of them are a little off.
          const gaps = times.slice(1).map((at, poll) => at - (times[poll] ?? NaN) + 1e-6);
          expect(world.outcomes.get(String(index))).toHaveLength(1);
          expect(times[0]).toBeGreaterThanOrEqual(7_000);
          expect(gaps.every((gap) => gap >= 5_000)).toBe(true);
        }
        expect(world.clock.sleeperCount).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
