import { describe, expect, it } from 'vitest';

import type { ScriptedProviderOptions, SubmitLine } from '../testing/scripted-provider.ts';
import { rejectionOf, turnstile, type World, worldOf } from './__fixtures__/world.ts';

const refusal = { say: 'refuse', code: 'provider-unavailable', charged: 'no' } as const;
const well = { say: 'accept' } as const;
const mute = { say: 'accept', solveMs: 'never' } as const;

const priced = (
  id: string,
  perThousand: number,
  submits: readonly SubmitLine[] = [well],
): ScriptedProviderOptions => ({
  id,
  submits,
  pricing: { kind: 'per-solve', price: { currency: 'USD', perThousand: { default: perThousand } } },
});

const times = (count: number, line: SubmitLine): readonly SubmitLine[] =>
  Array.from({ length: count }, () => line);

const solveTimes = async (world: World, count: number): Promise<readonly string[]> => {
  const solvers: string[] = [];
  for (let round = 0; round < count; round += 1) {
    solvers.push((await world.settle(world.router.solve(turnstile))).providerId);
  }
  return solvers;
};

const healthOf = (world: World, index = 0) => world.router.health().providers[index];

describe('the breaker derived from what is believed', () => {
  it('opens for a provider that answers nothing, says so once, and shows why', async () => {
    const world = worldOf([priced('lead', 1, [mute]), priced('backup', 1.2)]);
    await solveTimes(world, 3);
    expect(healthOf(world)).toMatchObject({
      breaker: { state: 'open', taskType: 'turnstile' },
      types: { turnstile: { breaker: 'open', likely: { stalling: expect.any(Number) } } },
    });
    expect(healthOf(world)?.types['turnstile']?.healthy).toBeLessThan(0.5);
    expect(healthOf(world, 1)?.breaker.state).toBe('closed');
    expect(world.eventsOf('breaker-changed').slice(0, 1)).toMatchObject([
      { providerId: 'lead', taskType: 'turnstile', state: 'open' },
    ]);
  });

  it('lets nothing but probes through while it is open, one at a time', async () => {
    const world = worldOf([priced('lead', 0.5, [mute]), priced('backup', 2)]);
    for (let round = 0; round < 150; round += 1) {
      void world.router.solve(turnstile).catch(() => undefined);
      await world.clock.advance(2_000);
    }
    const openSince = world.eventsOf('breaker-changed')[0]?.atMs ?? Infinity;
    const later = world
      .eventsOf('attempt-started')
      .filter(({ providerId, atMs }) => providerId === 'lead' && atMs > openSince);
    expect(later.length).toBeGreaterThan(0);
    expect(later.length).toBeLessThan(10);
    expect(later.every(({ decision }) => decision.isProbe)).toBe(true);
  });

  it('returns to a provider that is back, by probes alone', async () => {
    const lead = priced('lead', 0.5, [...times(12, mute), well]);
    const world = worldOf([lead, priced('backup', 2)]);
    for (let round = 0; round < 250; round += 1) {
      void world.router.solve(turnstile).catch(() => undefined);
      await world.clock.advance(2_000);
    }
    const states = world.eventsOf('breaker-changed').map(({ state }) => state);
    expect(states).toContain('open');
    expect(states).toContain('probing');
    expect(healthOf(world)?.breaker.state).toBe('closed');
    expect(await solveTimes(world, 2)).toEqual(['lead', 'lead']);
  });

  it('is a matter of one task type', async () => {
    const world = worldOf([priced('lead', 1, [mute]), priced('backup', 1.2)]);
    await solveTimes(world, 3);
    const geetest = { type: 'geetest-v4', captchaId: 'a'.repeat(32), pageUrl: turnstile.pageUrl };
    const explained = await world.router.explain(geetest as never).catch(() => undefined);
    expect(healthOf(world)?.types['turnstile']?.breaker).toBe('open');
    expect(explained?.considered[0]?.obstacle ?? '').not.toContain('breaker');
  });

  it('stays closed at the only provider, which is tried by one task at a time while it refuses', async () => {
    const world = worldOf([{ id: 'only', submits: [...times(5, refusal), well] }]);
    const tasks = Array.from({ length: 10 }, () => world.router.solve(turnstile));
    const solved = await world.settle(Promise.all(tasks));
    expect(solved).toHaveLength(10);
    expect(world.eventsOf('breaker-changed')).toEqual([]);
    // The ten that came at once could not know; from then on there is one at a time until one is taken.
    const starts = world.providers[0]?.submitted.map(({ at }) => at) ?? [];
    expect(starts.filter((at) => at === 0)).toHaveLength(10);
    expect(starts.length).toBeLessThan(10 + 5 + 10);
  });

  it('never leaves a task alone when everybody refuses: the next one back solves it', async () => {
    const world = worldOf([
      { id: 'lead', submits: times(40, refusal) },
      { id: 'backup', submits: [...times(3, refusal), well] },
    ]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 8_000 }));
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
  });

  it('leaves a provider that has just refused alone for three seconds', async () => {
    const world = worldOf([priced('lead', 0.1, times(50, refusal)), priced('backup', 2)]);
    for (let round = 0; round < 40; round += 1) {
      void world.router.solve(turnstile).catch(() => undefined);
      await world.clock.advance(500);
    }
    const at = world.providers[0]?.submitted.map((submit) => submit.at) ?? [];
    expect(at.length).toBeGreaterThan(2);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(3_000);
  });

  it('does not leave a busy healthy provider alone for one refusal', async () => {
    const submits = [...times(30, well), refusal, well];
    const world = worldOf([priced('lead', 0.1, submits), priced('backup', 2)]);
    for (let round = 0; round < 40; round += 1) {
      void world.router.solve(turnstile).catch(() => undefined);
      await world.clock.advance(1_000);
    }
    expect(world.providers[0]?.submitted.length).toBeGreaterThan(35);
  });

  it('opens by hand for every type and rests a minute, and closing by hand forgets what was seen', async () => {
    const world = worldOf([priced('lead', 1), priced('backup', 1.4)]);
    await solveTimes(world, 2);
    world.router.control('lead').open();
    expect(await solveTimes(world, 2)).toEqual(['backup', 'backup']);
    world.router.control('lead').close();
    expect(await solveTimes(world, 1)).toEqual(['lead']);
    expect(healthOf(world)?.types['turnstile']?.healthy).toBeGreaterThan(0.9);
    const states = world.eventsOf('breaker-changed').map(({ state }) => state);
    expect(states).toEqual(['open', 'closed']);
  });

  it('opened by hand is back in service, for every type, once a probe has succeeded', async () => {
    const world = worldOf([priced('lead', 1), priced('backup', 1.4)]);
    await solveTimes(world, 2);
    world.router.control('lead').open();
    await world.clock.advance(60_000);
    expect(await solveTimes(world, 2)).toEqual(['lead', 'lead']);
    const other = {
      type: 'recaptcha-v2',
      siteKey: '6Le-wvkS',
      pageUrl: turnstile.pageUrl,
    } as const;
    expect((await world.settle(world.router.solve(other))).providerId).toBe('lead');
    world.router.control('lead').open();
    const states = world.eventsOf('breaker-changed').map(({ state }) => state);
    expect(states.filter((state) => state === 'open')).toHaveLength(2);
  });

  it('explains where a task would go, term by term, and leaves no trace', async () => {
    const world = worldOf([priced('lead', 1, [mute]), priced('backup', 1.2)]);
    await solveTimes(world, 3);
    const before = world.router.health();
    const explained = await world.router.explain(turnstile);
    expect(explained).toMatchObject({ providerId: 'backup', isLook: false });
    expect(explained.lines[0]).toMatch(
      /^\{backup: price 0\.00120, healthy 0\.\d\d, .*loss 0\.\d{3}\}$/,
    );
    expect(explained.lines[1]).toContain('breaker open');
    expect(world.router.health()).toEqual(before);
  });

  it('closes with time also at an account that rests meanwhile', async () => {
    const revoked = { say: 'refuse', code: 'credentials-rejected' } as const;
    const lead = priced('lead', 0.5, [...times(30, mute), revoked]);
    const world = worldOf([lead, priced('backup', 2)]);
    const solve = async (): Promise<void> => {
      void world.router.solve(turnstile).catch(() => undefined);
      await world.clock.advance(2_000);
    };
    for (let round = 0; round < 500 && healthOf(world)?.latch === undefined; round += 1)
      await solve();
    expect(healthOf(world)?.latch).toBeDefined();
    expect(healthOf(world)?.types['turnstile']?.breaker).toBe('open');
    await world.clock.advance(3_600_000);
    expect(healthOf(world)?.types['turnstile']?.breaker).toBe('closed');
  });
});
