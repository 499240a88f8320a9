import { describe, expect, it } from 'vitest';

import { AllAttemptsFailedError, TaskInvalidError } from '../errors/router-errors.ts';
import { rejectionOf, turnstile, plainWorldOf, worldOf } from './__fixtures__/world.ts';

describe('a task whose provider fails', () => {
  it('is solved by the first provider, with its cost, decision and expiry', async () => {
    const world = worldOf([{ id: 'lead' }, { id: 'backup' }]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved).toMatchObject({
      providerId: 'lead',
      solution: { type: 'turnstile', token: 'lead-1' },
      decision: { reason: 'first', isProbe: false },
    });
    // Not ready at 5 s, ready at the poll at 10 s: it may be 5 s old.
    expect(solved.expiresAtEpochMs).toBe(world.clock.epochMs() - 5_000 + 120_000);
    expect(world.providers[1]?.submitted).toHaveLength(0);
  });

  it.each(['provider-unavailable', 'unreachable', 'protocol-violated', 'unclassified'] as const)(
    'stays with its paid ticket when a poll fails as %s, once',
    async (code) => {
      const world = worldOf([{ id: 'lead', polls: [{ say: 'reject', code }] }, { id: 'backup' }]);
      const solved = await world.settle(world.router.solve(turnstile));
      expect(solved.providerId).toBe('lead');
      expect(world.providers.map(({ paid }) => paid.length)).toEqual([1, 0]);
    },
  );

  it('stays with its ticket through twenty failed polls', async () => {
    const polls = Array.from(
      { length: 20 },
      () => ({ say: 'reject', code: 'unreachable' }) as const,
    );
    const supports = { tokenLifetimeMs: 3_600_000 };
    const world = worldOf([{ id: 'lead', polls, supports }], {
      deadlineMs: 1_200_000,
      patienceMs: 1_200_000,
    });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('lead');
    expect(world.providers[0]?.paid).toHaveLength(1);
  });

  it('buys anew when its provider was out of reach for the whole life of the answer', async () => {
    const polls = Array.from(
      { length: 9 },
      () => ({ say: 'reject', code: 'unreachable' }) as const,
    );
    const world = plainWorldOf([{ id: 'lead', polls }, { id: 'backup' }], {
      deadlineMs: 600_000,
      patienceMs: 600_000,
    });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
    expect(solved.attempts[0]).toMatchObject({ code: 'ticket-lost', rawCode: 'answer-expired' });
  });

  it('goes to the backup when the submit is never answered, and books it as maybe paid', async () => {
    const world = worldOf([
      { id: 'lead', submits: [{ say: 'hang', isAccepted: true }] },
      { id: 'backup' },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved).toMatchObject({
      providerId: 'backup',
      decision: { reason: 'after-unknown-outcome' },
    });
    expect(world.clock.now()).toBe(15_000 + 10_000);
    expect(world.providers.map(({ paid }) => paid.length)).toEqual([1, 1]);
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 0, maybePaid: 1 });
  });

  it('goes to the backup when the submit is answered by a bad gateway', async () => {
    const world = worldOf([
      { id: 'lead', submits: [{ say: 'refuse', code: 'provider-unavailable' }] },
      { id: 'backup' },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
    expect(solved.attempts[0]).toMatchObject({ outcome: 'unknown', charged: 'unknown' });
  });

  it('goes to the backup when it is unsolvable, with two purchases and one refund', async () => {
    const world = plainWorldOf([
      { id: 'lead', polls: [{ say: 'fail', code: 'task-unsolvable', charged: 'no' }] },
      { id: 'backup' },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
    expect(solved.decision.reason).toBe('after-failure');
    expect(world.router.health().providers.map(({ spend }) => spend)).toMatchObject([
      { paid: 0, refunded: 1 },
      { paid: 1, refunded: 0 },
    ]);
  });

  it('buys at most six times when nobody can solve it', async () => {
    const polls = Array.from(
      { length: 20 },
      () => ({ say: 'fail', code: 'task-unsolvable', charged: 'no' }) as const,
    );
    const world = worldOf([
      { id: 'a', polls },
      { id: 'b', polls },
      { id: 'c', polls },
    ]);
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toBeInstanceOf(AllAttemptsFailedError);
    const paid = world.providers.map((provider) => provider.paid.length);
    expect(paid.reduce((sum, count) => sum + count, 0)).toBe(6);
  });

  it('is not bought again where an unsolvable task was charged', async () => {
    const polls = [{ say: 'fail', code: 'task-unsolvable', charged: 'yes' } as const];
    const world = worldOf([{ id: 'only', polls }]);
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'all-attempts-failed', charged: 'yes' });
    expect(world.providers[0]?.paid).toHaveLength(1);
  });

  it('is refused once, without failover or harm, when its site key is bad', async () => {
    const world = worldOf([
      { id: 'lead', submits: [{ say: 'refuse', code: 'task-invalid' }] },
      { id: 'backup' },
    ]);
    for (let round = 0; round < 6; round += 1) {
      const error = await rejectionOf(world, world.router.solve(turnstile));
      expect(error).toBeInstanceOf(TaskInvalidError);
      expect(error).toMatchObject({ charged: 'no', cause: { code: 'task-invalid' } });
    }
    expect(world.providers.map(({ submitted }) => submitted.length)).toEqual([6, 0]);
    expect(world.router.health().providers[0]?.breaker.state).toBe('closed');
  });

  it('is bought nowhere else when a service finds fault with it while another still works on it', async () => {
    const invalid = [{ say: 'refuse', code: 'task-invalid' } as const];
    const world = worldOf([
      { id: 'lead', submits: [{ say: 'accept', solveMs: 80_000 }] },
      { id: 'strict', submits: invalid },
      { id: 'third' },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('lead');
    expect(world.providers.map(({ submitted }) => submitted.length)).toEqual([1, 1, 0]);
    const hopeless = worldOf([
      {
        id: 'lead',
        polls: [{ say: 'fail', code: 'ticket-lost' }],
        limits: { firstWaitMs: 70_000 },
      },
      { id: 'strict', submits: invalid },
      { id: 'third' },
    ]);
    const error = await rejectionOf(hopeless, hopeless.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'task-invalid' });
    expect(hopeless.providers.map(({ submitted }) => submitted.length)).toEqual([1, 1, 0]);
  });

  it('names the field and sends nothing when the task is not valid', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const misspelt = { ...turnstile, siteKye: 'x' };
    const error = await rejectionOf(world, world.router.solve(misspelt));
    expect(error).toMatchObject({ code: 'task-invalid', field: 'siteKye' });
    expect(String(error)).toContain('did you mean "siteKey"?');
    expect(world.providers[0]?.submitted).toHaveLength(0);
  });

  it('names the nearest task type when nobody solves that of the task', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const misspelt = { ...turnstile, type: 'turnstyle' };
    // The compiler refuses it; a caller without one sees this.
    const error = await rejectionOf(world, world.router.solve(misspelt as never));
    expect(error).toMatchObject({ code: 'no-provider-for-task' });
    expect(String(error)).toContain('did you mean "turnstile"?');
  });

  it('goes elsewhere, and remembers for six hours, when the type is not supported after all', async () => {
    const world = worldOf([
      { id: 'lead', submits: [{ say: 'refuse', code: 'task-unsupported' }] },
      { id: 'backup' },
    ]);
    await world.settle(world.router.solve(turnstile));
    await world.settle(world.router.solve(turnstile));
    expect(world.providers[0]?.submitted).toHaveLength(1);
    await world.clock.advance(6 * 3_600_000);
    await world.settle(world.router.solve(turnstile));
    expect(world.providers[0]?.submitted).toHaveLength(2);
  });

  it('lists every attempt and reason when every provider is down, and is solved once one is back', async () => {
    const down = { say: 'refuse', code: 'unreachable' } as const;
    const world = worldOf([
      { id: 'lead', submits: Array.from({ length: 40 }, () => down) },
      { id: 'backup', submits: [down, down, down, down, down, down, down, { say: 'accept' }] },
    ]);
    const error = await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 20_000 }));
    expect(error).toMatchObject({ charged: 'no' });
    expect(world.clock.now()).toBeLessThanOrEqual(20_000);
    const { attempts } = Object(error);
    expect(attempts.length).toBeGreaterThanOrEqual(4);
    expect(attempts[0]).toMatchObject({ code: 'unreachable', charged: 'no', outcome: 'refused' });
    expect(attempts[0].reason).toContain('lead (first)');
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
  });

  it.each(['provider-unavailable', 'unreachable'] as const)(
    'waits and asks again when the only provider refuses it as %s, once',
    async (code) => {
      const world = worldOf([
        { id: 'only', submits: [{ say: 'refuse', code, charged: 'no' }, { say: 'accept' }] },
      ]);
      const solved = await world.settle(world.router.solve(turnstile));
      expect(solved.providerId).toBe('only');
      expect(world.providers[0]?.submitted.map(({ at }) => at)).toEqual([0, 3_000]);
    },
  );

  it('stops asking a provider that keeps refusing after a minute', async () => {
    const world = worldOf(
      [{ id: 'only', submits: [{ say: 'refuse', code: 'rate-limited', retryAfterMs: 4_000 }] }],
      { deadlineMs: 600_000 },
    );
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'all-attempts-failed' });
    expect(world.clock.now()).toBeGreaterThan(50_000);
    expect(world.clock.now()).toBeLessThanOrEqual(64_000);
  });

  it('goes to the next provider once when a refusal is unknown to everybody, then gives up', async () => {
    const unknown = { say: 'refuse', code: 'unclassified', rawCode: 'ERROR_MOON_PHASE' } as const;
    const world = worldOf([
      { id: 'a', submits: [unknown] },
      { id: 'b', submits: [unknown] },
      { id: 'c' },
    ]);
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'all-attempts-failed' });
    expect(world.providers.map(({ submitted }) => submitted.length)).toEqual([1, 1, 0]);
  });

  it('prefers the cheapest where every price is known, and keeps the order where one is not', async () => {
    const price = (perTask: number) => ({
      kind: 'per-solve' as const,
      price: { currency: 'USD', perThousand: { default: perTask * 1_000 } },
    });
    const priced = worldOf([
      { id: 'dear', pricing: price(0.003) },
      { id: 'cheap', pricing: price(0.001) },
    ]);
    expect(await priced.settle(priced.router.solve(turnstile))).toMatchObject({
      providerId: 'cheap',
      cost: { amount: 0.001, currency: 'USD', basis: 'listed' },
    });
    const unpriced = worldOf([{ id: 'dear', pricing: price(0.003) }, { id: 'unknown' }]);
    expect(await unpriced.settle(unpriced.router.solve(turnstile))).toMatchObject({
      providerId: 'dear',
    });
  });

  it('refuses a currency without a rate by its name, and compares those that have one', async () => {
    const inRubles = {
      id: 'rubles',
      pricing: {
        kind: 'per-solve' as const,
        price: { currency: 'RUB', perThousand: { default: 100 } },
      },
    };
    expect(() => worldOf([inRubles])).toThrow(/exchangeRates.*RUB.*"rubles"/);
    const world = worldOf([inRubles], { exchangeRates: { RUB: 0.011 } });
    expect(await world.settle(world.router.solve(turnstile))).toMatchObject({
      cost: { amount: 0.1, currency: 'RUB' },
    });
  });
});
