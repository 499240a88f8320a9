import { describe, expect, it } from 'vitest';

import { turnstile, type World, worldOf } from './__fixtures__/world.ts';
import { replayHealth } from './replay-health.ts';
import type { RouterSnapshot } from './router-snapshot.ts';

const mute = { say: 'accept', solveMs: 'never' } as const;
const refusal = { say: 'refuse', code: 'provider-unavailable', charged: 'no' } as const;
const priced = (perThousand: number) =>
  ({
    kind: 'per-solve',
    price: { currency: 'USD', perThousand: { default: perThousand } },
  }) as const;

const providers = () => [
  { id: 'lead', submits: [mute], pricing: priced(1) },
  { id: 'backup', pricing: priced(1.4) },
];

/** A router that has seen its lead fall silent. */
async function knowing(): Promise<World> {
  const world = worldOf(providers());
  for (let round = 0; round < 6; round += 1) await world.settle(world.router.solve(turnstile));
  return world;
}

/** Through JSON, as it would go through a file. */
const stored = (snapshot: RouterSnapshot): RouterSnapshot => JSON.parse(JSON.stringify(snapshot));

const healthyOf = (world: World): readonly (number | undefined)[] =>
  world.router.health().providers.map(({ types }) => types['turnstile']?.healthy);

describe('router.snapshot', () => {
  it('gives the next router the same beliefs, scores and spend', async () => {
    const first = await knowing();
    const snapshot = stored(first.router.snapshot());
    const second = worldOf(providers(), { snapshot });
    for (const [index, healthy] of healthyOf(second).entries()) {
      expect(healthy).toBeCloseTo(healthyOf(first)[index] ?? 0, 9);
    }
    const [before, after] = [
      await first.router.explain(turnstile),
      await second.router.explain(turnstile),
    ];
    expect(after.considered[0]).toMatchObject({ providerId: 'backup' });
    expect(after.considered[0]?.score?.loss).toBeCloseTo(before.considered[0]?.score?.loss ?? 0, 9);
    const [was, is] = [first, second].map(({ router }) => router.health().providers[1]?.spend);
    expect(is).toEqual(was);
  });

  it('is what it was when it is taken again at once', async () => {
    const snapshot = stored((await knowing()).router.snapshot());
    const again = stored(worldOf(providers(), { snapshot }).router.snapshot());
    const [one, other] = [snapshot, again].map((of) => of.providers[0]?.health['turnstile']);
    expect(other?.solveTimesMs).toEqual(one?.solveTimesMs);
    for (const [state, probability] of Object.entries(one?.states ?? {})) {
      expect(other?.states[state]).toBeCloseTo(probability, 9);
    }
  });

  it('forgets with the time that has passed since, and no faster for a wall clock that was set back', async () => {
    const snapshot = stored((await knowing()).router.snapshot());
    const at = (takenAtEpochMs: number): number => {
      const world = worldOf(providers(), { snapshot: { ...snapshot, takenAtEpochMs } });
      return healthyOf(world)[0] ?? 0;
    };
    const now = worldOf([{ id: 'any' }]).clock.epochMs();
    const [fresh, old, future] = [at(now), at(now - 3_600_000), at(now + 3_600_000)];
    expect(old).toBeGreaterThan(fresh + 0.3);
    expect(future).toBe(fresh);
  });

  it('keeps an account at rest, for what is left of it', async () => {
    const refused = { say: 'refuse', code: 'credentials-rejected' } as const;
    const accounts = [{ id: 'lead', submits: [refused] }, { id: 'backup' }];
    const first = worldOf(accounts);
    await first.settle(first.router.solve(turnstile));
    const snapshot = stored(first.router.snapshot());
    const second = worldOf(accounts, { snapshot });
    expect((await second.settle(second.router.solve(turnstile))).providerId).toBe('backup');
    expect(second.providers[0]?.submitted).toEqual([]);
    expect(second.router.health().providers[0]?.latch).toMatchObject({
      reason: 'credentials-rejected',
    });
  });

  it('passes over providers that are not here, or of another service', async () => {
    const snapshot = stored((await knowing()).router.snapshot());
    const world = worldOf([{ id: 'lead', service: 'another' }, { id: 'new' }], { snapshot });
    expect(world.router.health().providers.map(({ types }) => types)).toEqual([{}, {}]);
  });

  it.each<[string, (snapshot: RouterSnapshot) => unknown, string]>([
    ['a version of its own', (snapshot) => ({ ...snapshot, version: 2 }), 'snapshot.version'],
    [
      'a misspelt field',
      ({ providers: list, ...rest }) => ({ ...rest, provider: list }),
      'snapshot',
    ],
    ['no snapshot', () => 'yes', 'snapshot'],
    ['endless text', () => 'x'.repeat(5_000_001), 'snapshot'],
  ])('refuses %s by its name', async (_what, change, option) => {
    const snapshot = change(stored((await knowing()).router.snapshot()));
    expect(() => worldOf(providers(), { snapshot: snapshot as RouterSnapshot })).toThrow(
      expect.objectContaining({ code: 'options-invalid', option: expect.stringContaining(option) }),
    );
  });

  it('holds no key and no answer', async () => {
    const world = await knowing();
    const text = JSON.stringify(world.router.snapshot());
    expect(text).not.toContain('token');
    expect(text.length).toBeLessThan(20_000);
  });
});

describe('replayHealth', () => {
  it('makes of the event log what the router made of it', async () => {
    const world = worldOf([
      { id: 'lead', submits: [refusal, { say: 'accept' }, mute], pricing: priced(1) },
      { id: 'backup', pricing: priced(1.4) },
    ]);
    for (let round = 0; round < 8; round += 1) {
      const solved = await world.settle(world.router.solve(turnstile));
      await solved.report(round % 3 === 0 ? 'rejected' : 'accepted');
    }
    const replayed = replayHealth(JSON.parse(JSON.stringify(world.events)));
    const { providers: reports } = world.router.health();
    for (const { providerId, service, types } of reports) {
      const [healthy] = replayed.hypotheses(
        { providerId, service, taskType: 'turnstile' },
        world.clock.now(),
      );
      expect(healthy?.probability).toBeCloseTo(types['turnstile']?.healthy ?? 0, 9);
    }
  });

  it('knows nothing of a provider that the log does not name', () => {
    const subject = { providerId: 'lead', service: 'lead', taskType: 'turnstile' };
    const [healthy] = replayHealth([]).hypotheses(subject, 0);
    expect(healthy).toMatchObject({ kind: 'healthy' });
    expect(healthy?.probability).toBeGreaterThan(0.5);
  });
});
