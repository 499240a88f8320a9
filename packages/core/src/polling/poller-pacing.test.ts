import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import {
  hanging,
  pending,
  pollerWorld,
  type PollerWorld,
  type Reply,
  solved,
} from './__fixtures__/poller-world.ts';

const down = leadSaid('provider-unavailable', { operation: 'poll' });
const limited = (retryAfterMs: number): Reply =>
  leadSaid('rate-limited', { operation: 'poll', retryAfterMs });

const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((at, index) => at - (times[index] ?? NaN));

describe('a Poller whose polls fail', () => {
  it('asks ever more rarely, down to every 30 s', async () => {
    const world = pollerWorld({ reply: () => down });
    world.watch();
    await world.clock.advance(200_000);
    const gaps = gapsOf(world.pollsOf()).slice(0, 6);
    for (const [index, expected] of [5_000, 10_000, 20_000, 30_000, 30_000, 30_000].entries()) {
      expect(gaps[index]).toBeGreaterThanOrEqual(expected * 0.9);
      expect(gaps[index]).toBeLessThanOrEqual(expected * 1.1);
    }
  });

  it('goes on at its usual pace after one reply', async () => {
    const world = pollerWorld({ reply: (poll) => (poll === 3 || poll === 4 ? pending : down) });
    world.watch();
    await world.clock.advance(80_000);
    const gaps = gapsOf(world.pollsOf());
    expect(gaps.slice(3, 5)).toEqual([5_000, 5_000]);
    expect(gaps[5]).toBeLessThanOrEqual(5_500);
  });

  it('rests for the whole account: another ticket waits too', async () => {
    const world = pollerWorld({
      reply: (_, ticketId) => (ticketId === 'first' ? limited(20_000) : solved),
    });
    world.watch('first');
    await world.clock.advance(1_000);
    world.watch('second');
    await world.clock.advance(60_000);
    expect(world.pollsOf('second')).toEqual([27_000]);
  });

  it('rests for as long as the service asks, at most 10 minutes', async () => {
    const world = pollerWorld({ reply: (poll) => (poll === 0 ? limited(90_000) : limited(1e9)) });
    world.watch();
    await world.clock.advance(750_000);
    expect(world.pollsOf()).toEqual([7_000, 97_000, 697_000]);
  });

  it('takes polls that fail together for one failure, not for many in a row', async () => {
    const world = pollerWorld({ reply: (poll) => (poll === 0 ? down : solved) });
    for (let ticket = 0; ticket < 50; ticket += 1) world.watch(`ticket-${ticket}`);
    await world.clock.runUntilIdle();
    expect(world.sent).toHaveLength(100);
    expect(world.sent.at(-1)?.at).toBeLessThanOrEqual(7_000 + 5_500);
  });
});

describe('a Poller that hears of an answer by callback', () => {
  /** Each poll takes 2 s; the answer is there with the second. */
  function slowWorld(): PollerWorld {
    const world: PollerWorld = pollerWorld({
      reply: (poll) => async () => {
        await world.clock.sleep(2_000);
        return poll === 0 ? pending : solved;
      },
    });
    return world;
  }

  it('asks again at the floor when it heard so during a poll', async () => {
    const world = slowWorld();
    const watch = world.watch('first', { hasCallback: true });
    await world.clock.advance(15_000);
    expect(world.pollsOf()).toEqual([14_000]);
    world.poller.hurry(watch);
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([14_000, 21_000]);
  });

  it('asks at the floor after a poll, and then at its slow pace again', async () => {
    const world = pollerWorld({ reply: (poll) => (poll < 3 ? pending : solved) });
    const watch = world.watch('first', { hasCallback: true });
    await world.clock.advance(15_000);
    world.poller.hurry(watch);
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([14_000, 19_000, 39_000, 59_000]);
  });

  it('goes back to its slow pace when that poll brings no answer', async () => {
    const world: PollerWorld = pollerWorld({
      reply: (poll) => async () => {
        await world.clock.sleep(2_000);
        return poll < 3 ? pending : solved;
      },
    });
    const watch = world.watch('first', { hasCallback: true });
    await world.clock.advance(15_000);
    world.poller.hurry(watch);
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([14_000, 21_000, 43_000, 65_000]);
  });

  it('takes a storm of such news for one piece', async () => {
    const world = slowWorld();
    const watch = world.watch('first', { hasCallback: true });
    await world.clock.advance(15_000);
    for (let round = 0; round < 1_000; round += 1) world.poller.hurry(watch);
    await world.clock.runUntilIdle();
    expect(world.pollsOf()).toEqual([14_000, 21_000]);
  });

  it('asks at once for what was announced while its account was latched', async () => {
    const world = pollerWorld({ reply: () => solved });
    const watch = world.watch('first', { hasCallback: true });
    world.poller.pause();
    await world.clock.advance(1_000);
    for (let round = 0; round < 1_000; round += 1) world.poller.hurry(watch);
    await world.clock.advance(1_000);
    expect(world.sent).toEqual([]);
    world.poller.resume();
    await world.clock.settle();
    expect(world.pollsOf()).toEqual([2_000]);
  });
});

describe('a Poller of a latched account', () => {
  it('asks for nothing until it is resumed, then at once for what is due', async () => {
    const world = pollerWorld({ reply: () => solved });
    world.watch('first');
    world.watch('second', { acceptedAt: 600_000 });
    world.poller.pause();
    await world.clock.advance(300_000);
    expect(world.sent).toEqual([]);
    world.poller.resume();
    await world.clock.settle();
    expect(world.pollsOf('first')).toEqual([300_000]);
    await world.clock.runUntilIdle();
    expect(world.pollsOf('second')).toEqual([607_000]);
  });

  it('asks for no ticket before its time when it is resumed', async () => {
    const world = pollerWorld({ reply: () => pending });
    world.watch('polled');
    await world.clock.advance(7_000);
    world.watch('accepted');
    world.poller.pause();
    await world.clock.advance(1_000);
    world.poller.resume();
    await world.clock.advance(6_000);
    expect(world.pollsOf('polled')).toEqual([7_000, 12_000]);
    expect(world.pollsOf('accepted')).toEqual([14_000]);
  });

  it('takes a ticket for lost when its lifetime passes meanwhile', async () => {
    const world = pollerWorld({
      reply: () => pending,
      retention: { fromAcceptedMs: 120_000 },
    });
    world.watch();
    await world.clock.advance(8_000);
    world.poller.pause();
    await world.clock.advance(111_999);
    expect(world.outcomes.size).toBe(0);
    await world.clock.advance(1);
    expect(world.outcomes.get('first')).toMatchObject([
      { kind: 'failed', error: { code: 'ticket-lost', rawCode: 'lifetime-passed' } },
    ]);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('hears the reply of a poll that was under way', async () => {
    const world = pollerWorld({
      reply: () => async () => {
        await world.clock.sleep(1_000);
        return solved;
      },
    });
    world.watch();
    await world.clock.advance(7_500);
    world.poller.pause();
    await world.clock.advance(500);
    expect(world.outcomes.get('first')).toMatchObject([{ kind: 'solved' }]);
  });

  it('takes new tickets, and leaves them for later', async () => {
    const world = pollerWorld({ reply: () => solved });
    world.poller.pause();
    world.watch();
    await world.clock.advance(60_000);
    expect(world.sent).toEqual([]);
    world.poller.resume();
    await world.clock.settle();
    expect(world.pollsOf()).toEqual([60_000]);
  });
});

describe('a Poller that is stopped', () => {
  it('leaves nobody asleep, neither between two polls nor during one', async () => {
    const world = pollerWorld({
      reply: (_, ticketId) => (ticketId === 'hanging' ? hanging : pending),
    });
    world.watch('hanging');
    await world.clock.advance(7_000);
    world.watch('waiting');
    expect(world.clock.sleeperCount).toBe(2);
    world.poller.stop();
    await world.clock.settle();
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('says nothing further about any ticket', async () => {
    const world = pollerWorld({ reply: () => hanging });
    world.watch();
    await world.clock.advance(7_000);
    world.poller.stop();
    await world.clock.advance(3_600_000);
    expect(world.outcomes.size).toBe(0);
    expect(world.failures).toEqual([]);
    expect(world.verdicts).toEqual([]);
  });

  it('does not begin again', async () => {
    const world = pollerWorld({ reply: () => solved });
    world.poller.stop();
    world.poller.resume();
    world.watch();
    await world.clock.advance(3_600_000);
    expect(world.sent).toEqual([]);
    expect(world.clock.sleeperCount).toBe(0);
  });
});

describe('a script that a Poller runs in', () => {
  it('is kept alive while somebody waits for a ticket', async () => {
    const world = pollerWorld({ reply: () => pending });
    world.watch();
    expect(world.keepsAlive).toBe(true);
    await world.clock.advance(20_000);
    expect(world.keepsAlive).toBe(true);
  });

  it('is not kept alive for salvage alone', async () => {
    const world = pollerWorld({ reply: () => pending });
    const [first, second] = [world.watch('first'), world.watch('second')];
    await world.clock.advance(8_000);
    world.poller.leaveToSalvage(first);
    expect(world.keepsAlive).toBe(true);
    world.poller.leaveToSalvage(second);
    await world.clock.settle();
    expect(world.keepsAlive).toBe(false);
    expect(world.clock.sleeperCount).toBe(1);
    await world.clock.advance(20_000);
    expect(world.keepsAlive).toBe(false);
  });

  it('is kept alive again for the next ticket that somebody waits for', async () => {
    const world = pollerWorld({ reply: () => pending });
    world.poller.leaveToSalvage(world.watch('salvaged'));
    world.watch('awaited');
    await world.clock.settle();
    expect(world.keepsAlive).toBe(true);
  });

  it('is not kept alive once the last ticket that somebody waits for has ended', async () => {
    const world = pollerWorld({
      reply: (_, ticketId) => (ticketId === 'awaited' ? solved : pending),
    });
    world.watch('awaited');
    world.poller.leaveToSalvage(world.watch('salvaged'));
    await world.clock.advance(8_000);
    expect(world.outcomes.has('awaited')).toBe(true);
    expect(world.keepsAlive).toBe(false);
  });

  it('is kept alive for salvage no longer than the request that is under way', async () => {
    const world = pollerWorld({ reply: () => hanging, limits: { pollTimeoutMs: 4_000 } });
    world.poller.leaveToSalvage(world.watch());
    await world.clock.advance(10_999);
    expect(world.keepsAlive).toBe(true);
    await world.clock.advance(1);
    expect(world.keepsAlive).toBe(false);
  });
});
