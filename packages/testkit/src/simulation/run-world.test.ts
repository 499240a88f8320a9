import { describe, expect, it } from 'vitest';

import { figuresOf } from './figures.ts';
import { policies, type PolicyName } from './policies.ts';
import { runWorld, type TaskResult, type WorldOptions } from './run-world.ts';
import type { Scenario } from './scenario.ts';
import { threeServices } from './service.ts';

const stall: Scenario = {
  name: 'A accepts, never finishes',
  windows: [{ service: 'A', fromMs: 200_000, untilMs: 500_000, regime: { never: 1 } }],
};

/** About a hundred tasks in ten minutes, in half of which the cheapest service stalls. */
const world = (policy: PolicyName, changes: Partial<WorldOptions> = {}): WorldOptions => ({
  scenario: stall,
  services: threeServices,
  policy,
  seed: 3,
  rate: 0.2,
  durationMs: 600_000,
  deadlineMs: 120_000,
  ...changes,
});

const lossOf = async (policy: PolicyName): Promise<number> =>
  figuresOf(await runWorld(world(policy))).loss;

describe('runWorld', () => {
  it('gives the same events for the same seed, and others for another', async () => {
    const logOf = async (seed: number): Promise<string> => {
      const log: unknown[] = [];
      await runWorld(world('understudy', { seed, onEvent: (event) => log.push(event) }));
      return JSON.stringify(log);
    };
    const first = await logOf(3);
    expect(await logOf(3)).toBe(first);
    expect(await logOf(4)).not.toBe(first);
  });

  it('sends the same tasks at the same times whatever the policy', async () => {
    const arrivals = async (policy: PolicyName): Promise<readonly number[]> =>
      (await runWorld(world(policy))).map(({ arrivedAt }) => arrivedAt);
    const expected = await arrivals('oracle');
    expect(expected.length).toBeGreaterThan(80);
    expect(await arrivals('classic')).toEqual(expected);
  });

  it.each(Object.keys(policies) as PolicyName[])(
    'settles every task within its deadline under the policy %s',
    async (policy) => {
      const results = await runWorld(world(policy));
      expect(Math.max(...results.map(({ seconds }) => seconds))).toBeLessThanOrEqual(120.001);
    },
  );

  it('never has a task in work more often than it was paid for', async () => {
    const results: readonly TaskResult[] = await runWorld(world('understudy'));
    for (const { paid, accepted, refunded } of results) {
      expect(refunded).toBeLessThanOrEqual(accepted);
      expect(paid).toBeLessThanOrEqual((accepted - refunded) * 1.5 + 1e-9);
    }
  });

  it('finds the expected loss ahead of the classic rule when a service stalls, and behind the oracle', async () => {
    const [understudy, classic, single, oracle] = await Promise.all([
      lossOf('understudy'),
      lossOf('classic'),
      lossOf('single'),
      lossOf('oracle'),
    ]);
    expect(understudy).toBeLessThan(classic);
    expect(classic).toBeLessThan(single);
    expect(oracle).toBeLessThan(understudy);
  });
});
