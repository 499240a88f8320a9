import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderError, ProviderErrorCode } from '../errors/provider-error.ts';
import type { PollManyEntry, PollResult } from '../provider/poll-result.ts';
import {
  hanging,
  inBatches,
  pending,
  type PollerOptionsForTest,
  type PollerWorld,
  pollerWorld,
  solved,
} from './__fixtures__/poller-world.ts';

const minuteMs = 60_000;
const pollSaid = (code: ProviderErrorCode): ProviderError => leadSaid(code, { operation: 'poll' });
const solvedAs = (token: string): PollResult => ({
  status: 'solved',
  solution: { type: 'turnstile', token },
});
const unanswered: PollManyEntry = { status: 'unanswered' };

/** Three tickets, due together at 7 s. */
function threeTickets(options: Partial<PollerOptionsForTest>): PollerWorld {
  const world = pollerWorld({ reply: () => pending, ...inBatches, ...options });
  for (const name of ['first', 'second', 'third']) world.watch(name);
  return world;
}

/** They get these entries from the first batch; what comes then is pending. */
const entries = (...given: readonly PollManyEntry[]): Partial<PollerOptionsForTest> => ({
  replyMany: (batch) => (batch === 0 ? given : undefined),
});

describe('what follows from a batch', () => {
  it('is for each ticket what would follow from its poll', async () => {
    const unsolvable = pollSaid('task-unsolvable');
    const world = threeTickets(
      entries(pending, solvedAs('0.second'), { status: 'failed', error: unsolvable }),
    );
    await world.clock.advance(20_000);
    expect(world.outcomes.get('second')).toMatchObject([
      { kind: 'solved', solution: { token: '0.second' }, lastNotReadyAt: 0 },
    ]);
    expect(world.outcomes.get('third')).toEqual([{ kind: 'failed', error: unsolvable }]);
    expect(world.outcomes.has('first')).toBe(false);
    expect(world.pollsOf('first')).toEqual([12_000, 17_000]);
    expect(world.failures).toEqual([]);
  });

  it('is never for another ticket: each answer goes to its own', async () => {
    const world = pollerWorld({
      reply: () => pending,
      ...inBatches,
      replyMany: (batch, ticketIds) =>
        ticketIds.map((name, index) => ((index + batch) % 3 === 0 ? solvedAs(name) : pending)),
    });
    for (let ticket = 0; ticket < 50; ticket += 1) world.watch(`ticket-${ticket}`);
    await world.clock.advance(2 * minuteMs);
    expect(world.batches.length).toBeGreaterThan(3);
    expect(world.outcomes.size).toBeGreaterThan(45);
    for (const [name, outcomes] of world.outcomes)
      expect(outcomes).toMatchObject([{ solution: { token: name } }]);
  });

  it('says of the wire what one poll does, and nothing when it spoke of no ticket', async () => {
    expect(await verdictsOf([pending, solved, pending])).toEqual(['healthy']);
    expect(await verdictsOf([unanswered, unanswered, pending])).toEqual(['healthy']);
    expect(await verdictsOf([unanswered, unanswered, unanswered])).toEqual([]);

    async function verdictsOf(given: readonly PollManyEntry[]): Promise<readonly string[]> {
      const world = threeTickets(entries(...given));
      await world.clock.advance(7_000);
      return world.verdicts;
    }
  });

  it('counts as a poll of each of its tickets, the last of which is its own', async () => {
    const world = threeTickets({ limits: { maxPolls: 3 } });
    await world.clock.runUntilIdle();
    expect(world.batches.map(({ at }) => at)).toEqual([7_000, 12_000]);
    expect(world.sent.map(({ at }) => at)).toEqual([17_000, 17_000, 17_000]);
    for (const outcome of world.outcomes.values())
      expect(outcome).toMatchObject([{ error: { rawCode: 'polls-spent' } }]);
    expect(world.outcomes.size).toBe(3);
  });

  it('ends with the poller: what is left of it is not told any more', async () => {
    const world = threeTickets(entries(solved, solved, pending, solved, solved));
    world.watch('stops', { onOutcome: () => world.poller.stop() });
    world.watch('last');
    await world.clock.advance(7_000);
    expect([...world.outcomes.keys()]).toEqual(['first', 'second']);
  });

  it('is announced to a ticket that heard of its answer meanwhile: it is asked for at the floor', async () => {
    const world: PollerWorld = pollerWorld({
      reply: () => pending,
      ...inBatches,
      replyMany: async (_, ticketIds) => {
        await world.clock.sleep(2_000);
        return ticketIds.map(() => pending);
      },
    });
    const first = world.watch('first', { hasCallback: true });
    world.watch('second', { hasCallback: true });
    await world.clock.advance(15_000);
    world.poller.hurry(first);
    await world.clock.advance(15_000);
    expect(world.batches.map(({ at }) => at)).toEqual([14_000, 21_000]);
  });
});

describe('an entry that is unanswered', () => {
  it('says nothing about its ticket, which is asked for by itself at its next turn, then in batches again', async () => {
    const world = threeTickets(entries(pending, unanswered, pending));
    await world.clock.advance(20_000);
    expect(world.pollsOf('second')).toEqual([12_000]);
    expect(world.batches.map(({ ticketIds }) => ticketIds)).toEqual([
      ['first', 'second', 'third'],
      ['first', 'third'],
      ['second', 'first', 'third'],
    ]);
    expect([world.failures, world.faults]).toEqual([[], []]);
  });

  it('never ends it, however often it comes', async () => {
    const world = threeTickets({
      reply: (poll) => (poll === 20 ? solved : pending),
      replyMany: (_, names) => names.map((name) => (name === 'second' ? unanswered : pending)),
    });
    await world.clock.advance(10 * minuteMs);
    expect(world.outcomes.get('second')).toMatchObject([{ kind: 'solved' }]);
  });
});

describe('a batch that is rejected', () => {
  it.each([
    'unreachable',
    'provider-unavailable',
    'rate-limited',
    'at-capacity',
    'task-invalid',
    'credentials-rejected',
    'ticket-lost',
    'protocol-violated',
    'unclassified',
  ] as const)('with %s ends no ticket, and is one failure', async (code) => {
    const world = threeTickets({
      reply: () => solved,
      replyMany: (batch) => (batch < 2 ? pollSaid(code) : undefined),
    });
    await world.clock.advance(7_000);
    expect(world.outcomes.size).toBe(0);
    expect(world.failures).toEqual([`attempt-first ${code}`]);
    expect(world.verdicts.length).toBeLessThanOrEqual(1);
    expect(world.faults.length).toBeLessThanOrEqual(1);
    await world.clock.runUntilIdle();
    expect(world.outcomes.size).toBe(3);
    for (const outcome of world.outcomes.values())
      expect(outcome).toMatchObject([{ kind: 'solved' }]);
  });

  it('may have been counted by the service, unless nothing reached it', async () => {
    const pollsOf = async (code: ProviderErrorCode): Promise<number> => {
      const world = threeTickets({
        limits: { maxPolls: 3 },
        replyMany: (batch) => (batch < 2 ? pollSaid(code) : undefined),
      });
      await world.clock.runUntilIdle();
      return world.batches.length + world.pollsOf('first').length;
    };
    expect(await pollsOf('provider-unavailable')).toBe(3);
    expect(await pollsOf('unreachable')).toBe(5);
  });

  it('has the whole account rest, ever longer', async () => {
    const world = threeTickets({
      replyMany: (batch) => (batch < 2 ? pollSaid('rate-limited') : undefined),
    });
    await world.clock.advance(30_000);
    const [first = NaN, second = NaN, third = NaN] = world.batches.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(5_000);
    expect(third - second).toBeGreaterThanOrEqual(9_000);
    expect(third - second).toBeLessThanOrEqual(11_000);
  });

  it('strands all of its tickets when the account is at fault', async () => {
    const world = threeTickets({ replyMany: () => pollSaid('credentials-rejected') });
    await world.clock.advance(7_000);
    expect(world.faults).toEqual(['credentials-rejected']);
    expect(world.stranded).toEqual(['first', 'second', 'third']);
  });

  it('is one that has not answered for ten seconds', async () => {
    const world = threeTickets({
      reply: () => solved,
      replyMany: (batch, _, signal) => (batch === 0 ? hanging(signal) : undefined),
    });
    await world.clock.advance(16_999);
    expect(world.failures).toEqual([]);
    await world.clock.advance(1);
    expect(world.failures).toEqual(['attempt-first provider-unavailable']);
    expect(world.batches[0]?.context.signal.aborted).toBe(true);
    await world.clock.runUntilIdle();
    expect(world.outcomes.size).toBe(3);
  });

  it.each<[string, unknown]>([
    ['too short', [solved, solved]],
    ['too long', [solved, solved, solved, solved]],
    ['empty', []],
    ['with holes', Object.assign([solved], { length: 3 })],
    ['no list', { 0: solved, 1: solved, 2: solved, length: 3 }],
    ['nothing', null],
    ['with an entry that nobody knows', [solved, solved, { status: 'ready' }]],
    ['with an answer without a solution', [solved, solved, { status: 'solved' }]],
  ])('is one whose reply is %s: no ticket gets any of it', async (_, reply) => {
    const world = threeTickets({
      reply: () => solvedAs('0.later'),
      replyMany: (batch) => (batch === 0 ? Promise.resolve(reply) : undefined),
    });
    await world.clock.advance(7_000);
    expect(world.outcomes.size).toBe(0);
    expect(world.failures).toEqual(['attempt-first protocol-violated']);
    await world.clock.runUntilIdle();
    for (const outcome of world.outcomes.values())
      expect(outcome).toMatchObject([{ solution: { token: '0.later' } }]);
    expect(world.outcomes.size).toBe(3);
  });
});

describe('an account at fault in an entry', () => {
  const broke: PollManyEntry = { status: 'failed', error: pollSaid('funds-exhausted') };

  it('is not told of once the poller is stopped', async () => {
    const world = pollerWorld({ reply: () => pending, ...inBatches, ...entries(broke, solved) });
    world.watch('broke');
    world.watch('stops', { onOutcome: () => world.poller.stop() });
    await world.clock.advance(7_000);
    expect([world.batches.length, world.faults, world.stranded]).toEqual([1, [], []]);
  });

  it('ends no ticket, is told of once, and after the answers', async () => {
    const world = threeTickets(entries(broke, broke, solved));
    await world.clock.advance(7_000);
    expect([...world.outcomes.keys()]).toEqual(['third']);
    expect(world.faults).toEqual(['funds-exhausted']);
    expect(world.failures).toEqual(['attempt-first funds-exhausted']);
    expect(world.stranded).toEqual(['first', 'second']);
  });
});
