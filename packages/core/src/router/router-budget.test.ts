import { describe, expect, it } from 'vitest';

import type { ScriptedProviderOptions } from '../testing/scripted-provider.ts';
import { rejectionOf, turnstile, type World, worldOf } from './__fixtures__/world.ts';

const hourMs = 3_600_000;
const never = { say: 'accept', solveMs: 'never' } as const;

/** A provider that takes a cent for each task. */
const priced = (id: string, changes: Partial<ScriptedProviderOptions> = {}) => ({
  id,
  pricing: {
    kind: 'per-solve' as const,
    price: { currency: 'USD', perThousand: { default: 10 } },
  },
  ...changes,
});

const cents = (count: number, window: 'perHour' | 'perDay' = 'perHour') => ({
  budget: { [window]: count / 100, currency: 'USD' },
});

const paidBy = (world: World): readonly number[] => world.providers.map(({ paid }) => paid.length);

const spentIn = (world: World): number | undefined => world.router.health().spend[0]?.spent.amount;

describe("the router's budget", () => {
  it('buys no more than it allows, however many tasks come at once, and says when there is more', async () => {
    const world = worldOf([priced('lead'), priced('backup')], cents(10));
    const tasks = Array.from({ length: 100 }, async () => world.router.solve(turnstile));
    const settled = await world.settle(Promise.allSettled(tasks));
    expect(paidBy(world)).toEqual([10, 0]);
    const [first] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(first).toMatchObject({
      code: 'budget-exhausted',
      charged: 'no',
      window: 'hour',
      limit: { amount: 0.1, currency: 'USD' },
      spent: { currency: 'USD' },
      retryAfterMs: hourMs,
      message: expect.stringMatching(/^the router's budget of 0.1 USD per hour is spent; /),
    });
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await world.clock.advance(hourMs - world.clock.now());
    expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('lead');
  });

  it('is shown with what is left', async () => {
    const world = worldOf([priced('lead')], cents(4, 'perDay'));
    await world.settle(world.router.solve(turnstile));
    expect(world.router.health().spend).toEqual([
      { window: 'hour', spent: { amount: 0.01, currency: 'USD' } },
      {
        window: 'day',
        spent: { amount: 0.01, currency: 'USD' },
        limit: { amount: 0.04, currency: 'USD' },
        left: { amount: 0.03, currency: 'USD' },
      },
    ]);
  });

  it('gets back what is refused or refunded', async () => {
    const refusal = { say: 'refuse', code: 'rate-limited' } as const;
    const polls = [{ say: 'fail', code: 'task-unsolvable', charged: 'no' } as const];
    const submits = [refusal, { say: 'accept' } as const];
    const world = worldOf([priced('lead', { submits, polls })], cents(1));
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.attempts.map(({ outcome }) => outcome)).toEqual(['refused', 'failed', 'solved']);
    expect(spentIn(world)).toBeCloseTo(0.01, 12);
  });

  it('counts a submit that was never answered as paid, and stops there', async () => {
    const world = worldOf([priced('lead', { submits: [{ say: 'hang' }] }), priced('b')], cents(1));
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'budget-exhausted', charged: 'unknown', window: 'hour' });
    expect(paidBy(world)).toEqual([0, 0]);
    expect(world.providers[1]?.submitted).toEqual([]);
  });

  it('counts rescues, and lets a task that is paid for go on without one', async () => {
    const late = { say: 'accept', solveMs: 90_000 } as const;
    const rescued = worldOf([priced('lead', { submits: [late] }), priced('backup')], {
      ...cents(2),
      strategy: 'expected-loss',
    });
    expect((await rescued.settle(rescued.router.solve(turnstile))).providerId).toBe('backup');
    expect(spentIn(rescued)).toBeCloseTo(0.02, 12);
    const poor = worldOf([priced('lead', { submits: [late] }), priced('backup')], {
      ...cents(1),
      strategy: 'expected-loss',
    });
    expect((await poor.settle(poor.router.solve(turnstile))).providerId).toBe('lead');
    expect(paidBy(poor)).toEqual([1, 0]);
  });

  it('holds against the policy to submit once more, too', async () => {
    const world = worldOf([priced('lead', { submits: [{ say: 'hang' }] })], {
      ...cents(1),
      outcomeUnknown: 'resubmit',
    });
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'budget-exhausted' });
    expect(world.providers[0]?.submitted).toHaveLength(1);
  });

  it('holds against a strategy that goes where nothing can go', async () => {
    const world = worldOf([priced('lead')], {
      ...cents(2),
      strategy: {
        name: 'stubborn',
        keepsPatience: true,
        decide: ({ candidates, isAwaited }) =>
          candidates[0] === undefined || isAwaited
            ? { kind: 'wait', until: undefined, ranked: candidates }
            : { kind: 'attempt', candidate: candidates[0], ranked: candidates },
      },
    });
    const tasks = Array.from({ length: 5 }, async () => world.router.solve(turnstile));
    await world.settle(Promise.allSettled(tasks));
    expect(paidBy(world)).toEqual([2]);
  });

  it('leaves free slots in use when it is spent', async () => {
    const flat = { id: 'flat', pricing: { kind: 'slots', slots: 1 } } as const;
    const world = worldOf([flat, priced('paid')], cents(1));
    const tasks = Array.from({ length: 4 }, async () => world.router.solve(turnstile));
    const solved = await world.settle(Promise.all(tasks));
    const solvers = solved.map(({ providerId }) => providerId).toSorted();
    expect(solvers).toEqual(['flat', 'flat', 'flat', 'paid']);
  });

  it('asks nobody whose price it does not know', async () => {
    const world = worldOf([{ id: 'unknown' }], cents(1));
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'budget-exhausted', retryAfterMs: undefined });
    expect(world.providers[0]?.submitted).toEqual([]);
  });
});

describe('a task', () => {
  it('is paid for six times at most, whoever is left', async () => {
    const polls = Array.from({ length: 90 }, () => ({ say: 'fail', code: 'ticket-lost' }) as const);
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => priced(id, { submits: [never], polls }));
    const world = worldOf(five, { stopLoss: false });
    const error = await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 600_000 }));
    expect(error).toMatchObject({ code: 'all-attempts-failed', charged: 'yes' });
    expect(paidBy(world).reduce((sum, count) => sum + count)).toBe(6);
  });
});

describe('the stop-loss', () => {
  const polls = Array.from({ length: 400 }, () => ({ say: 'fail', code: 'ticket-lost' }) as const);

  /** Everybody takes money, and nobody answers; after so many tickets the lead does. */
  const loop = (options: Parameters<typeof worldOf>[1] = {}, failures = 400): World =>
    worldOf(
      [
        priced('lead', { polls: polls.slice(0, failures) }),
        priced('backup', { polls }),
        priced('third', { polls }),
      ],
      options,
    );

  async function solveTimes(world: World, count: number): Promise<readonly unknown[]> {
    const codes: unknown[] = [];
    for (let task = 0; task < count; task += 1) {
      const outcome = world.router.solve(turnstile).then(
        () => 'solved',
        ({ code }: { code: unknown }) => code,
      );
      codes.push(await world.settle(outcome));
    }
    return codes;
  }

  const bought = (world: World): number => paidBy(world).reduce((sum, count) => sum + count);

  it('has each task buy once only, after twenty purchases without an answer', async () => {
    const world = loop();
    await solveTimes(world, 4);
    expect(world.eventsOf('stop-loss')).toMatchObject([
      { isActive: true, purchases: 20, answers: 0 },
    ]);
    const before = bought(world);
    expect(before).toBeLessThanOrEqual(21);
    expect(world.router.health().stopLoss).toMatchObject({ isActive: true });
    expect(new Set(await solveTimes(world, 10))).toEqual(new Set(['all-attempts-failed']));
    expect(bought(world) - before).toBe(10);
    expect(world.eventsOf('stop-loss')).toHaveLength(1);
  });

  it('ends when answers come again', async () => {
    const world = loop({ strategy: 'cheapest', breaker: 'classic' }, 12);
    const codes = await solveTimes(world, 14);
    expect(world.eventsOf('stop-loss').map(({ isActive }) => isActive)).toEqual([true, false]);
    expect(world.router.health().stopLoss).toMatchObject({ isActive: false });
    expect(codes.slice(-3)).toEqual(['solved', 'solved', 'solved']);
  });

  it('can be switched off', async () => {
    const world = loop({ stopLoss: false });
    await solveTimes(world, 10);
    expect(bought(world)).toBe(60);
    expect(world.eventsOf('stop-loss')).toEqual([]);
    expect(world.router.health().stopLoss).toBeUndefined();
  });

  it('is not begun by a lead that takes money and never answers, beside a backup that does', async () => {
    const world = worldOf([priced('lead', { submits: [never] }), priced('backup')]);
    await solveTimes(world, 30);
    expect(world.eventsOf('stop-loss')).toEqual([]);
  });

  it('is not begun by callers who go, nor by slots that are paid for anyway', async () => {
    const flat = { id: 'flat', pricing: { kind: 'slots' as const }, submits: [never], polls };
    const world = worldOf([flat]);
    await solveTimes(world, 10);
    const abort = new AbortController();
    const paid = worldOf([priced('lead', { submits: [never] })]);
    const tasks = Array.from({ length: 50 }, async () =>
      paid.router.solve(turnstile, { signal: abort.signal }),
    );
    const settled = Promise.allSettled(tasks);
    await paid.clock.advance(1_000);
    abort.abort();
    await settled;
    expect([...world.eventsOf('stop-loss'), ...paid.eventsOf('stop-loss')]).toEqual([]);
    expect(paid.router.health().stopLoss).toMatchObject({ purchases: 0 });
  });
});
