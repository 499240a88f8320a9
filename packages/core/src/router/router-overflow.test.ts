import { describe, expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import { turnstile, type World, worldOf } from './__fixtures__/world.ts';

const accept = { say: 'accept', solveMs: 10_000 } as const;

/** One flat-rate slot, and a backup that is paid for each answer. */
function slotAndBackup(options: Parameters<typeof worldOf>[1] = {}): World {
  return worldOf(
    [
      { id: 'flat', pricing: { kind: 'slots', slots: 1 }, submits: [accept] },
      {
        id: 'backup',
        submits: [accept],
        pricing: { kind: 'per-solve', price: { currency: 'USD', perThousand: { default: 1 } } },
      },
    ],
    { strategy: 'expected-loss', ...options },
  );
}

/** Twenty tasks, one after the other, each with a pause behind it. */
async function warmUp(world: World): Promise<void> {
  for (let task = 0; task < 20; task += 1) {
    await world.settle(world.router.solve(turnstile));
    await world.clock.advance(60_000);
  }
}

const solversOf = async (world: World, count: number): Promise<readonly string[]> => {
  const tasks = Array.from({ length: count }, async () => world.router.solve(turnstile));
  return (await world.settle(Promise.all(tasks))).map(({ providerId }) => providerId);
};

describe('a task whose flat-rate slot is taken', () => {
  it('waits for the slot where that is soon free and the backup costs more than the seconds', async () => {
    const world = slotAndBackup();
    await warmUp(world);
    const running = world.router.solve(turnstile);
    await world.clock.advance(8_000);
    expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('flat');
    expect((await world.settle(running)).providerId).toBe('flat');
    expect(world.eventsOf('task-waiting')).not.toHaveLength(0);
    expect(world.providers[1]?.submitted).toHaveLength(0);
  });

  it('goes to the backup at once where a second is dear', async () => {
    const world = slotAndBackup({ valueOfSecond: 0.01 });
    await warmUp(world);
    const running = world.router.solve(turnstile);
    await world.clock.advance(8_000);
    expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('backup');
    await running;
  });

  it('goes there at once, too, when those before it fill the slot for longer than it is worth', async () => {
    const world = slotAndBackup();
    await warmUp(world);
    const solvers = await solversOf(world, 12);
    const waited = solvers.filter((solver) => solver === 'flat').length;
    expect(waited).toBeGreaterThanOrEqual(2);
    // A second is worth a fiftieth of the backup's price, and an answer takes ten.
    expect(waited).toBeLessThanOrEqual(6);
    expect(solvers.filter((solver) => solver === 'backup')).toHaveLength(12 - waited);
  });

  it.each(['cheapest', 'ordered'] as const)(
    'overflows at once by the strategy %s',
    async (strategy) => {
      const world = slotAndBackup({ strategy });
      await warmUp(world);
      const running = world.router.solve(turnstile);
      await world.clock.advance(8_000);
      expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('backup');
      await running;
    },
  );

  it('does not wait for ever for a slot that others hold', async () => {
    const full = { say: 'refuse', code: 'at-capacity' } as const;
    const world = worldOf(
      [
        { id: 'flat', pricing: { kind: 'slots' }, submits: [full] },
        {
          id: 'backup',
          pricing: { kind: 'per-solve', price: { currency: 'USD', perThousand: { default: 1 } } },
        },
      ],
      { strategy: 'expected-loss' },
    );
    const first = await world.settle(world.router.solve(turnstile));
    expect(first.providerId).toBe('backup');
    expect(world.clock.now()).toBeLessThan(120_000);
    const startedAt = world.clock.now();
    expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('backup');
    expect(world.clock.now() - startedAt).toBeLessThan(20_000);
  });

  it.each([0.7, 1.5])(
    'costs less over many tasks than to overflow at once, at load %d',
    async (load) => {
      expect(await lossPerTask('expected-loss', load)).toBeLessThan(
        0.97 * (await lossPerTask('cheapest', load)),
      );
    },
  );
});

/** What tasks cost on average at three slots that are offered so much work, in money and seconds. */
async function lossPerTask(strategy: 'expected-loss' | 'cheapest', load: number): Promise<number> {
  const random = seededRandom(5);
  const solveMs = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return 12_000 * Math.exp(0.6 * radius * Math.cos(2 * Math.PI * random.next()));
  };
  const submits = Array.from(
    { length: 160 },
    () => ({ say: 'accept', solveMs: solveMs() }) as const,
  );
  const limits = { firstWaitMs: 1_000, pollFloorMs: 1_000 };
  const price = { currency: 'USD', perThousand: { default: 1_000 } };
  const world = worldOf(
    [
      { id: 'flat', pricing: { kind: 'slots', slots: 3 }, submits, limits },
      { id: 'backup', pricing: { kind: 'per-solve', price }, submits, limits },
    ],
    { strategy, valueOfSecond: 0.02, lossOfFailure: 5, onEvent: () => undefined },
  );
  const losses: Promise<number>[] = [];
  const lossOf = async (startedAt: number): Promise<number> => {
    const { cost } = await world.router.solve(turnstile);
    return cost.amount + 0.02 * ((world.clock.now() - startedAt) / 1_000);
  };
  for (let task = 0; task < 160; task += 1) {
    losses.push(lossOf(world.clock.now()));
    await world.clock.advance((-Math.log(1 - random.next()) * 14_400) / (3 * load));
  }
  const all = await world.settle(Promise.all(losses));
  return all.reduce((sum, loss) => sum + loss) / all.length;
}
