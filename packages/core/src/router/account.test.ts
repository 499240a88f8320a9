import { describe, expect, it } from 'vitest';

import type { SubmitLine } from '../testing/scripted-provider.ts';
import { turnstile, type World, plainWorldOf } from './__fixtures__/world.ts';

/** One task is accepted by an account that refuses the next one with a fault of its own. */
function leadThatThenSays(
  code: 'funds-exhausted' | 'credentials-rejected' | 'address-banned',
): World {
  return plainWorldOf([
    {
      id: 'lead',
      submits: [
        { say: 'accept', solveMs: 20_000 },
        { say: 'refuse', code },
      ],
      balance: () => 0,
    },
    { id: 'backup' },
  ]);
}

describe('Account', () => {
  it('still collects what was paid when it turns out to be empty', async () => {
    const world = leadThatThenSays('funds-exhausted');
    const first = world.router.solve(turnstile);
    await world.clock.advance(1_000);
    const second = world.router.solve(turnstile);
    expect(await world.settle(second)).toMatchObject({ providerId: 'backup' });
    expect(world.router.health().providers[0]?.latch?.reason).toBe('funds-exhausted');
    expect(await world.settle(first)).toMatchObject({ providerId: 'lead' });
    expect(world.clock.now()).toBe(20_000);
  });

  it.each(['credentials-rejected', 'address-banned'] as const)(
    'asks for nothing while it rests after %s: each call would make it worse',
    async (code) => {
      const world = leadThatThenSays(code);
      const first = world.router.solve(turnstile);
      await world.clock.advance(1_000);
      await world.settle(world.router.solve(turnstile));
      const calls = world.providers[0]?.pollTimes.length;
      await world.clock.advance(30_000);
      expect(world.providers[0]?.pollTimes).toHaveLength(calls ?? 0);
      expect(await world.settle(first)).toMatchObject({ providerId: 'backup' });
    },
  );

  describe('that does not know a task', () => {
    const unsupported = { say: 'refuse', code: 'task-unsupported' } as const;
    const raw = (method: string) => ({ type: 'raw', method, parameters: {} }) as const;
    const worldThatSays = (...submits: readonly SubmitLine[]): World =>
      plainWorldOf([{ id: 'lead', submits }, { id: 'backup' }]);

    it('is spared the raw method that it does not know, and asked for another', async () => {
      const world = worldThatSays(unsupported, { say: 'accept' });
      await world.settle(world.router.solve(raw('yandex')));
      const other = await world.settle(world.router.solve(raw('tencent')));
      const again = await world.settle(world.router.solve(raw('yandex')));
      expect([other.providerId, again.providerId]).toEqual(['lead', 'backup']);
      expect((await world.router.explain(raw('tencent'))).providerId).toBe('lead');
      const { providerId, considered } = await world.router.explain(raw('yandex'));
      expect(providerId).toBe('backup');
      expect(considered[1]).toMatchObject({ providerId: 'lead', obstacle: 'method unsupported' });
    });

    it('is spared every task of a type that it does not know', async () => {
      const world = worldThatSays(unsupported, { say: 'accept' });
      await world.settle(world.router.solve(turnstile));
      const again = await world.settle(world.router.solve({ ...turnstile, siteKey: 'other' }));
      expect(again.providerId).toBe('backup');
      const { considered } = await world.router.explain(turnstile);
      expect(considered[1]).toMatchObject({ providerId: 'lead', obstacle: 'type unsupported' });
    });
  });
});
