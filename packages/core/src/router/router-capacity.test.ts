import { describe, expect, it } from 'vitest';

import type { Capacity } from '../provider/balance.ts';
import { scriptedProvider, type ScriptedProvider } from '../testing/scripted-provider.ts';
import { turnstile, type World, worldOf } from './__fixtures__/world.ts';

/** An account that really takes so many tasks at a time, and refuses the others. */
function accountThatFits(
  fitting: () => number,
  options: { readonly slots?: number; readonly capacity?: () => Promise<Capacity> } = {},
): ScriptedProvider {
  const { slots, capacity } = options;
  const pricing = { kind: 'slots' as const, slots };
  const taker = scriptedProvider({ id: 'lead', pricing, ...(capacity && { capacity }) });
  const refuser = scriptedProvider({
    id: 'lead',
    submits: [{ say: 'refuse', code: 'at-capacity', retryAfterMs: 3_000 }],
  });
  const endsAt: number[] = [];
  return {
    ...taker,
    submitted: refuser.submitted,
    submit: async (task, context) => {
      const now = context.clock.now();
      if (endsAt.filter((at) => at > now).length >= fitting()) return refuser.submit(task, context);
      endsAt.push(now + 10_000);
      return taker.submit(task, context);
    },
  };
}

const limitOf = (world: World): number | undefined =>
  world.router.health().providers[0]?.slots.limit;

/** Keeps so many tasks waiting for so long. */
async function load(world: World, { tasks, forMs }: { tasks: number; forMs: number }) {
  const until = world.clock.now() + forMs;
  let running = 0;
  const solve = async (): Promise<void> => {
    running += 1;
    await world.router.solve(turnstile, { deadlineMs: 600_000 }).catch(() => undefined);
    running -= 1;
  };
  while (world.clock.now() < until) {
    while (running < tasks) void solve();
    await world.clock.advance(1_000);
  }
}

describe('the slots of an account', () => {
  it.each([{}, { slots: 20 }])('are learned from refusals, declared %j', async (declared) => {
    const world = worldOf([accountThatFits(() => 4, declared)]);
    await load(world, { tasks: 12, forMs: 600_000 });
    expect(limitOf(world)).toBe(4);
    const refused = world.providers[0]?.submitted.length ?? 0;
    // Eight at once before anything was known, and a try now and then.
    expect(refused).toBeGreaterThanOrEqual(8);
    expect(refused).toBeLessThanOrEqual(8 + 6);
    expect(world.providers[0]?.paid.length).toBeGreaterThan(4 * 40);
  });

  it('are asked for at the first refusal, and then once in three minutes at most', async () => {
    const calls: number[] = [];
    const capacity = async (): Promise<Capacity> => {
      calls.push(world.clock.now());
      return { slots: 3, busy: 3 };
    };
    const world: World = worldOf([accountThatFits(() => 3, { capacity })]);
    await load(world, { tasks: 2, forMs: 60_000 });
    expect(calls).toEqual([]);
    await load(world, { tasks: 6, forMs: 1_200_000 });
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.length).toBeLessThanOrEqual(7);
    expect(limitOf(world)).toBe(3);
  });

  it('are all known again as soon as one more fits, where the service tells how many there are', async () => {
    let fits = 2;
    const capacity = async (): Promise<Capacity> => ({ slots: fits });
    const world = worldOf([accountThatFits(() => fits, { capacity })]);
    await load(world, { tasks: 30, forMs: 600_000 });
    expect(limitOf(world)).toBe(2);
    fits = 25;
    await load(world, { tasks: 30, forMs: 500_000 });
    expect(limitOf(world)).toBe(25);
  });

  it('are tried one beyond the estimate by a waiting task, without a slot being given back', async () => {
    const long = { say: 'accept', solveMs: 100_000 } as const;
    const full = { say: 'refuse', code: 'at-capacity' } as const;
    const world = worldOf([{ id: 'lead', submits: [long, full, full, { say: 'accept' }] }]);
    const tasks = [1, 2].map(async () => world.router.solve(turnstile, { deadlineMs: 600_000 }));
    await world.settle(Promise.all(tasks));
    // Refused at once and by the first try, which doubles the rest.
    expect(world.providers[0]?.submitted.map(({ at }) => at)).toEqual([0, 0, 30_000, 90_000]);
  });
});
