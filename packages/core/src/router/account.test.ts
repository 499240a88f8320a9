import { describe, expect, it } from 'vitest';

import { turnstile, type World, worldOf } from './__fixtures__/world.ts';

/** One task is accepted by an account that refuses the next one with a fault of its own. */
function leadThatThenSays(
  code: 'funds-exhausted' | 'credentials-rejected' | 'address-banned',
): World {
  return worldOf([
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
});
