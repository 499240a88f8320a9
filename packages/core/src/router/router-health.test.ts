import { describe, expect, it } from 'vitest';

import { ProviderError } from '../errors/provider-error.ts';
import type { ScriptedProviderOptions, SubmitLine } from '../testing/scripted-provider.ts';
import { rejectionOf, turnstile, type World, plainWorldOf } from './__fixtures__/world.ts';

const down = { say: 'refuse', code: 'unreachable' } as const;
const well = { say: 'accept' } as const;

async function solveTimes(world: World, count: number): Promise<readonly string[]> {
  const solvers: string[] = [];
  for (let round = 0; round < count; round += 1) {
    solvers.push((await world.settle(world.router.solve(turnstile))).providerId);
  }
  return solvers;
}

const breakerOf = (world: World, index = 0): string | undefined =>
  world.router.health().providers[index]?.breaker.state;

describe('the breaker of a provider', () => {
  const failing = (count: number, then: SubmitLine = well): ScriptedProviderOptions => ({
    id: 'lead',
    submits: [...Array.from({ length: count }, () => down), then],
  });

  it('opens after five failures in a row, and spares the provider', async () => {
    const world = plainWorldOf([failing(50), { id: 'backup' }]);
    await solveTimes(world, 4);
    expect(breakerOf(world)).toBe('closed');
    await solveTimes(world, 1);
    expect(breakerOf(world)).toBe('open');
    await solveTimes(world, 2);
    expect(world.providers[0]?.submitted).toHaveLength(5);
    expect(world.router.health().providers[0]?.breaker.openedBy).toBe('submit');
  });

  it('lets one task at a time probe after a minute, and closes after three successes', async () => {
    const world = plainWorldOf([failing(5), { id: 'backup' }]);
    await solveTimes(world, 5);
    await world.clock.advance(60_000);
    expect(breakerOf(world)).toBe('probe-due');
    const solvers = await solveTimes(world, 3);
    expect(solvers).toEqual(['lead', 'lead', 'lead']);
    expect(breakerOf(world)).toBe('closed');
    const probes = world.eventsOf('attempt-started').filter(({ decision }) => decision.isProbe);
    expect(probes).toHaveLength(3);
  });

  it('sends two tasks at once to two providers while one of them probes', async () => {
    const slow = { say: 'accept', afterMs: 4_000 } as const;
    const world = plainWorldOf([failing(5, slow), { id: 'backup' }]);
    await solveTimes(world, 5);
    await world.clock.advance(60_000);
    const both = Promise.all([world.router.solve(turnstile), world.router.solve(turnstile)]);
    await world.clock.settle();
    expect(breakerOf(world)).toBe('probing');
    const solvers = (await world.settle(both)).map(({ providerId }) => providerId);
    expect(solvers).toEqual(['lead', 'backup']);
  });

  it('lets one task at a time probe a provider that refuses nobody, too', async () => {
    const mute = { say: 'accept', solveMs: 'never' } as const;
    const world = plainWorldOf([{ id: 'lead', submits: [mute] }, { id: 'backup' }]);
    await solveTimes(world, 5);
    await world.clock.advance(60_000);
    const sent = world.providers[0]?.submitted.length ?? 0;
    const both = Promise.all([world.router.solve(turnstile), world.router.solve(turnstile)]);
    await world.clock.settle();
    expect(breakerOf(world)).toBe('probing');
    expect(world.providers[0]?.submitted).toHaveLength(sent + 1);
    await world.settle(both);
  });

  it('opens for a provider that accepts everything and answers nothing', async () => {
    const world = plainWorldOf([
      { id: 'lead', submits: [{ say: 'accept', solveMs: 'never' }] },
      { id: 'backup' },
    ]);
    await solveTimes(world, 5);
    expect(world.router.health().providers[0]?.breaker).toMatchObject({
      state: 'open',
      openedBy: 'answer',
    });
  });

  it('opens for a provider whose answers are rejected five times in a row', async () => {
    const world = plainWorldOf([{ id: 'lead' }, { id: 'backup' }]);
    for (let round = 0; round < 5; round += 1) {
      const solved = await world.settle(world.router.solve(turnstile));
      await solved.report(round === 0 ? 'accepted' : 'rejected');
    }
    expect(breakerOf(world)).toBe('closed');
    await (await world.settle(world.router.solve(turnstile))).report('rejected');
    expect(world.router.health().providers[0]?.breaker).toMatchObject({
      state: 'open',
      openedBy: 'judgement',
    });
  });

  it('is shared by the accounts of one service, because down is down for all', async () => {
    const world = plainWorldOf([
      { ...failing(50), id: 'lead-1', service: 'lead' },
      { ...failing(50), id: 'lead-2', service: 'lead' },
      { id: 'backup' },
    ]);
    await solveTimes(world, 3);
    expect([breakerOf(world, 0), breakerOf(world, 1), breakerOf(world, 2)]).toEqual([
      'open',
      'open',
      'closed',
    ]);
  });

  it('lets one probe through every five seconds when every provider is open', async () => {
    const world = plainWorldOf([failing(1_000), { ...failing(1_000), id: 'backup' }]);
    for (let round = 0; round < 6; round += 1) {
      await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 20_000 }));
    }
    expect([breakerOf(world, 0), breakerOf(world, 1)]).toEqual(['open', 'open']);
    for (const { submitted } of world.providers) {
      const gaps = submitted.slice(6).map(({ at }, index) => at - (submitted[index + 5]?.at ?? 0));
      expect(gaps.length).toBeGreaterThan(3);
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(5_000);
    }
  });

  it('lets every waiting task go, one after the other, once a provider that was down accepts again', async () => {
    const world = plainWorldOf([failing(5, well)]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 19_000 }));
    expect(breakerOf(world)).not.toBe('closed');
    const waiting = Array.from({ length: 10 }, () => world.router.solve(turnstile));
    const solved = await world.settle(Promise.all(waiting));
    expect(solved).toHaveLength(10);
    const starts = world.providers[0]?.paid.map(({ at }) => at) ?? [];
    expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(1_000);
  });

  it('raises the suspicion of our own network when every service fails within a minute', async () => {
    const world = plainWorldOf([failing(50), { ...failing(50), id: 'backup' }]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 10_000 }));
    expect(world.eventsOf('own-network-suspected')).toHaveLength(1);
    expect(world.router.health().isOwnNetworkSuspected).toBe(true);
  });

  it('opens and closes by hand, and a drained provider gets nothing', async () => {
    const world = plainWorldOf([{ id: 'lead' }, { id: 'backup' }]);
    world.router.control('lead').open();
    expect(await solveTimes(world, 1)).toEqual(['backup']);
    world.router.control('lead').close();
    expect(await solveTimes(world, 1)).toEqual(['lead']);
    world.router.control('lead').drain();
    expect(await solveTimes(world, 1)).toEqual(['backup']);
    expect(() => world.router.control('leed')).toThrow(/did you mean "lead"/);
  });

  it('ignores a wall clock that jumps', async () => {
    const world = plainWorldOf([failing(3), { id: 'backup' }]);
    await solveTimes(world, 3);
    world.clock.jumpWallClock(-3_600_000);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.expiresAtEpochMs).toBeGreaterThan(world.clock.epochMs());
    world.clock.jumpWallClock(7_200_000);
    await solveTimes(world, 2);
    expect(breakerOf(world)).toBe('closed');
  });
});

describe('a full provider', () => {
  const full = { say: 'refuse', code: 'at-capacity', retryAfterMs: 5_000 } as const;

  it('overflows to the backup while it has no slot, and its breaker stays closed', async () => {
    const world = plainWorldOf([{ id: 'lead', submits: [full, full, well] }, { id: 'backup' }]);
    expect(await solveTimes(world, 3)).toEqual(['backup', 'backup', 'lead']);
    expect(breakerOf(world)).toBe('closed');
  });

  it('is asked again by a task that has nowhere else to go, up to its deadline', async () => {
    const submits = [...Array.from({ length: 18 }, () => full), well];
    const world = plainWorldOf([{ id: 'only', submits }]);
    expect(await solveTimes(world, 1)).toEqual(['only']);
    expect(world.clock.now()).toBe(18 * 5_000 + 10_000);
    expect(breakerOf(world)).toBe('closed');
  });

  it('never opens its breaker, however often it is full', async () => {
    const world = plainWorldOf([{ id: 'lead', submits: [full] }, { id: 'backup' }]);
    await solveTimes(world, 12);
    expect(breakerOf(world)).toBe('closed');
  });

  it('gets flat-rate slots filled before money is spent', async () => {
    const world = plainWorldOf([
      {
        id: 'paid',
        pricing: { kind: 'per-solve', price: { currency: 'USD', perThousand: { default: 1 } } },
      },
      { id: 'slots', pricing: { kind: 'slots', slots: 2 } },
    ]);
    const solved = await world.settle(
      Promise.all(Array.from({ length: 4 }, () => world.router.solve(turnstile))),
    );
    expect(solved.map(({ providerId }) => providerId)).toEqual(['slots', 'slots', 'paid', 'paid']);
    expect(solved[0]?.cost).toMatchObject({ amount: 0, basis: 'slot' });
  });

  it('serves waiting tasks by their priority as slots get free', async () => {
    const world = plainWorldOf([{ id: 'slots', pricing: { kind: 'slots', slots: 1 } }]);
    const order: string[] = [];
    const solve = async (priority: 'critical' | 'low' | 'normal'): Promise<void> => {
      await world.router.solve(turnstile, { priority });
      order.push(priority);
    };
    await world.settle(Promise.all([solve('normal'), solve('low'), solve('critical')]));
    expect(order).toEqual(['normal', 'critical', 'low']);
  });

  it('gets no more submits in a while than it takes', async () => {
    const limits = { submits: { count: 2, perMs: 30_000 } };
    const world = plainWorldOf([{ id: 'only', limits }]);
    await world.settle(Promise.all([1, 2, 3, 4, 5].map(() => world.router.solve(turnstile))));
    expect(world.providers[0]?.submitted.map(({ at }) => at)).toEqual([
      0, 0, 30_000, 30_000, 60_000,
    ]);
  });

  it('that limits the rate of polls gets no new submit meanwhile, and keeps the ticket', async () => {
    const limited = { say: 'reject', code: 'rate-limited', retryAfterMs: 20_000 } as const;
    const world = plainWorldOf([{ id: 'lead', polls: [limited] }, { id: 'backup' }]);
    const first = world.router.solve(turnstile);
    await world.clock.advance(6_000);
    expect(world.eventsOf('provider-cooled-off')).toMatchObject([{ providerId: 'lead' }]);
    const [solvedFirst, solvedSecond] = await world.settle(
      Promise.all([first, world.router.solve(turnstile)]),
    );
    expect([solvedFirst.providerId, solvedSecond.providerId]).toEqual(['lead', 'backup']);
    expect(breakerOf(world)).toBe('closed');
  });

  it('is left alone for as long as it asks when it limits our rate', async () => {
    const limited = { say: 'refuse', code: 'rate-limited', retryAfterMs: 20_000 } as const;
    const world = plainWorldOf([{ id: 'lead', submits: [limited, well] }, { id: 'backup' }]);
    expect(await solveTimes(world, 3)).toEqual(['backup', 'backup', 'lead']);
  });
});

describe('an account at fault', () => {
  const rejected = { say: 'refuse', code: 'credentials-rejected' } as const;
  const rejectedKey = new ProviderError({
    code: 'credentials-rejected',
    providerId: 'lead',
    operation: 'balance',
    message: 'the key is not known',
  });

  it('is latched after one try, and found again by its free call without a paid probe', async () => {
    let isRevoked = true;
    const world = plainWorldOf([
      { id: 'lead', submits: [rejected, well], balance: () => (isRevoked ? rejectedKey : 5) },
      { id: 'backup' },
    ]);
    expect(await solveTimes(world, 3)).toEqual(['backup', 'backup', 'backup']);
    expect(world.providers[0]?.submitted).toHaveLength(1);
    expect(world.router.health().providers[0]).toMatchObject({
      latch: { reason: 'credentials-rejected' },
      breaker: { state: 'closed' },
    });
    await world.clock.advance(5 * 60_000);
    expect(world.providers[0]?.balanceChecks).toBe(1);
    isRevoked = false;
    await world.clock.advance(15 * 60_000);
    expect(world.providers[0]?.balanceChecks).toBe(2);
    expect(world.providers[0]?.submitted).toHaveLength(1);
    expect(await solveTimes(world, 1)).toEqual(['lead']);
  });

  it('is found again at once when its key changes', async () => {
    let key = 'old';
    const world = plainWorldOf([
      { id: 'lead', submits: [rejected, well], balance: () => rejectedKey, fingerprint: () => key },
      { id: 'backup' },
    ]);
    expect(await solveTimes(world, 2)).toEqual(['backup', 'backup']);
    key = 'new';
    expect(await solveTimes(world, 1)).toEqual(['lead']);
  });

  it('is found again by its balance when its money had run out', async () => {
    let balance = 0;
    const world = plainWorldOf([
      {
        id: 'lead',
        submits: [{ say: 'refuse', code: 'funds-exhausted' }, well],
        balance: () => balance,
      },
      { id: 'backup' },
    ]);
    await solveTimes(world, 1);
    await world.clock.advance(120_000);
    expect(world.providers[0]?.balanceChecks).toBe(2);
    balance = 3;
    await world.clock.advance(60_000);
    expect(await solveTimes(world, 1)).toEqual(['lead']);
  });

  it('without a free call is tried by one real task at a time', async () => {
    const world = plainWorldOf([
      { id: 'lead', submits: [rejected, rejected, well] },
      { id: 'backup' },
    ]);
    await solveTimes(world, 2);
    await world.clock.advance(5 * 60_000);
    const both = Promise.all([world.router.solve(turnstile), world.router.solve(turnstile)]);
    await world.settle(both);
    expect(world.providers[0]?.submitted).toHaveLength(2);
    await world.clock.advance(15 * 60_000);
    expect(await solveTimes(world, 1)).toEqual(['lead']);
  });

  it('leaves the other accounts of its service alone', async () => {
    const world = plainWorldOf([
      { id: 'lead-1', service: 'lead', submits: [rejected] },
      { id: 'lead-2', service: 'lead' },
    ]);
    expect(await solveTimes(world, 2)).toEqual(['lead-2', 'lead-2']);
  });

  it('strands a paid ticket, whose task moves on at once, until the latch is lifted', async () => {
    const world = plainWorldOf([
      {
        id: 'lead',
        submits: [{ say: 'accept', solveMs: 30_000 }],
        polls: [{ say: 'reject', code: 'funds-exhausted' }],
        balance: () => 5,
        supports: { tokenLifetimeMs: 3_600_000 },
      },
      { id: 'backup' },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved).toMatchObject({ providerId: 'backup', decision: { reason: 'after-latch' } });
    expect(world.clock.now()).toBe(15_000);
    await world.clock.advance(60_000);
    expect(world.providers[0]?.pollTimes.length).toBeGreaterThan(1);
    expect(world.eventsOf('ticket-salvaged')).toMatchObject([{ providerId: 'lead' }]);
  });

  it('strands every task that waits for a ticket there, not only the one that asked', async () => {
    const world = plainWorldOf([
      {
        id: 'lead',
        submits: [{ say: 'accept', solveMs: 30_000 }],
        polls: [{ say: 'reject', code: 'credentials-rejected' }],
      },
      { id: 'backup' },
    ]);
    const first = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    const second = world.router.solve(turnstile);
    const solved = await world.settle(Promise.all([first, second]));
    expect(solved.map(({ providerId }) => providerId)).toEqual(['backup', 'backup']);
    expect(world.clock.now()).toBe(15_000);
  });

  it('is told of every judgement, once', async () => {
    const world = plainWorldOf([{ id: 'lead' }]);
    const solved = await world.settle(world.router.solve(turnstile));
    await solved.report('rejected');
    await solved.report('accepted');
    expect(world.providers[0]?.reports).toEqual([
      { ticket: { id: 'lead-1', type: 'turnstile' }, judgement: 'rejected' },
    ]);
    expect(world.router.health().providers[0]?.judgements).toEqual({ accepted: 0, rejected: 1 });
  });
});
