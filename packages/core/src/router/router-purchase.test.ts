import { describe, expect, it } from 'vitest';

import { HookFailedError } from '../errors/router-errors.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import { rejectionOf, turnstile, worldOf } from './__fixtures__/world.ts';

const never = { say: 'accept', solveMs: 'never' } as const;
const proxy = (host: string) => ({ type: 'http', host, port: 3128 }) as const;

describe("the caller's hooks", () => {
  it('hear of a purchase before it is made, and of a ticket before it is polled', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const heard: string[] = [];
    const note = (word: string): void => {
      const [provider] = world.providers;
      heard.push(`${word} ${provider?.submitted.length}/${provider?.pollTimes.length}`);
    };
    const solved = await world.settle(
      world.router.solve(turnstile, {
        onSubmitting: ({ attemptId, providerId }) => note(`${providerId} ${attemptId.slice(0, 7)}`),
        onAccepted: ({ ticket, taskType }) => note(`${taskType} ${String(ticket['id'])}`),
      }),
    );
    expect(heard).toEqual(['lead attempt 0/0', 'turnstile lead-1 1/0']);
    expect(solved.providerId).toBe('lead');
  });

  it.each([
    ['throws', () => Promise.reject(new Error('the database is away'))],
    ['takes longer than two seconds', () => new Promise<void>(() => undefined)],
  ])('stop the purchase when onSubmitting %s', async (_, onSubmitting) => {
    const world = worldOf([{ id: 'lead' }, { id: 'backup' }]);
    const error = await rejectionOf(world, world.router.solve(turnstile, { onSubmitting }));
    expect(error).toBeInstanceOf(HookFailedError);
    expect(error).toMatchObject({ code: 'hook-failed', charged: 'no' });
    expect(Object(error).cause).toBeInstanceOf(Error);
    expect(world.clock.now()).toBeLessThanOrEqual(2_000);
    await world.clock.advance(60_000);
    expect(world.providers.map(({ submitted }) => submitted.length)).toEqual([0, 0]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('the database is away'))],
    ['takes longer than two seconds', () => new Promise<void>(() => undefined)],
  ])('do not stop the polling when onAccepted %s, and an event says so', async (_, onAccepted) => {
    const world = worldOf([{ id: 'lead' }]);
    const solved = await world.settle(world.router.solve(turnstile, { onAccepted }));
    expect(solved.providerId).toBe('lead');
    expect(world.eventsOf('hook-failed')).toMatchObject([{ hook: 'onAccepted' }]);
  });

  it('are told of the ticket of a submit that was detached by an abort', async () => {
    const world = worldOf([{ id: 'lead', submits: [{ say: 'accept', afterMs: 1_000 }] }]);
    const controller = new AbortController();
    const records: TicketRecord[] = [];
    const promise = world.router.solve(turnstile, {
      signal: controller.signal,
      onAccepted: (record) => void records.push(record),
    });
    const outcome = Promise.allSettled([promise]);
    await world.clock.advance(100);
    controller.abort();
    await outcome;
    await world.clock.advance(2_000);
    expect(records).toMatchObject([{ providerId: 'lead', taskType: 'turnstile' }]);
  });
});

describe('a task that must change', () => {
  const stale = { say: 'refuse', code: 'task-stale' } as const;
  const badProxy = { say: 'refuse', code: 'proxy-rejected' } as const;

  it('is refreshed by its caller, once, when its challenge has expired', async () => {
    const world = worldOf([{ id: 'lead', submits: [stale, { say: 'accept' }] }]);
    const refreshTask = (task: typeof turnstile) => ({ ...task, data: 'fresh' });
    const solved = await world.settle(
      world.router.solve<'turnstile'>(turnstile, { refreshTask: refreshTask as never }),
    );
    expect(solved.providerId).toBe('lead');
    expect(world.providers[0]?.submitted.map(({ task }) => Object(task).data)).toEqual([
      undefined,
      'fresh',
    ]);
  });

  it('is given up when it is stale again, or when nobody can refresh it', async () => {
    const world = worldOf([{ id: 'lead', submits: [stale] }, { id: 'backup' }]);
    const refreshTask = (task: unknown) => task;
    const again = world.router.solve(turnstile, { refreshTask: refreshTask as never });
    expect(await rejectionOf(world, again)).toMatchObject({ cause: { code: 'task-stale' } });
    expect(await rejectionOf(world, world.router.solve(turnstile))).toMatchObject({
      code: 'all-attempts-failed',
      cause: { code: 'task-stale' },
    });
    expect(world.providers.map(({ submitted }) => submitted.length)).toEqual([3, 0]);
  });

  it('rejects with what its caller threw while refreshing it', async () => {
    const world = worldOf([{ id: 'lead', submits: [stale] }]);
    const failure = new Error('the page is gone');
    const promise = world.router.solve(turnstile, { refreshTask: () => Promise.reject(failure) });
    expect(await rejectionOf(world, promise)).toBe(failure);
  });

  it('goes on with the next offered proxy when one is rejected, and gives up without another', async () => {
    const world = worldOf([{ id: 'lead', submits: [badProxy, badProxy, { say: 'accept' }] }]);
    const proxies = [proxy('one.example'), proxy('two.example'), proxy('three.example')];
    await world.settle(world.router.solve(turnstile, { proxies }));
    const hosts = world.providers[0]?.submitted.map(({ task }) => Object(task).proxy.host);
    expect(hosts).toEqual(['one.example', 'two.example', 'three.example']);
    const helpless = worldOf([{ id: 'lead', submits: [badProxy] }, { id: 'backup' }]);
    const error = await rejectionOf(helpless, helpless.router.solve(turnstile));
    expect(error).toMatchObject({ cause: { code: 'proxy-rejected' } });
    expect(helpless.providers[1]?.submitted).toHaveLength(0);
  });

  it('goes to a provider with a wider limit when it is too large for the first', async () => {
    const tooLarge = { say: 'refuse', code: 'task-over-limits' } as const;
    const world = worldOf([{ id: 'lead', submits: [tooLarge] }, { id: 'backup' }]);
    const solved = await world.settle(world.router.solve({ type: 'image', image: 'iVBORw0KGgo=' }));
    expect(solved.solution.text).toBe('backup-1');
  });

  it('goes to the providers whose own schema takes it, as their schema puts it out', async () => {
    const world = worldOf([{ id: 'strict', supports: { taskTypes: {} } }, { id: 'open' }]);
    expect((await world.settle(world.router.solve(turnstile))).providerId).toBe('open');
    const { considered, lines } = await world.router.explain(turnstile);
    expect(considered[1]).toMatchObject({ providerId: 'strict', obstacle: 'type unsupported' });
    expect(lines).toHaveLength(2);
  });
});

describe("a task's budget", () => {
  const priced = (id: string, perTask: number) => ({
    id,
    submits: [never],
    pricing: {
      kind: 'per-solve' as const,
      price: { currency: 'USD', perThousand: { default: perTask * 1_000 } },
    },
  });

  it('stops further purchases, and says so', async () => {
    const lost = { say: 'fail', code: 'ticket-lost' } as const;
    const polls = [lost, lost];
    const world = worldOf([
      { ...priced('a', 0.002), polls },
      { ...priced('b', 0.003), polls },
    ]);
    const budget = { amount: 0.004, currency: 'USD' };
    const error = await rejectionOf(world, world.router.solve(turnstile, { budget }));
    expect(error).toMatchObject({ code: 'budget-exhausted', charged: 'yes' });
    expect(world.providers.map(({ paid }) => paid.length)).toEqual([2, 0]);
  });

  it('leaves a provider of unknown price alone', async () => {
    const world = worldOf([{ id: 'unknown' }]);
    const budget = { amount: 1, currency: 'USD' };
    const error = await rejectionOf(world, world.router.solve(turnstile, { budget }));
    expect(error).toMatchObject({ code: 'budget-exhausted', charged: 'no' });
    expect(world.providers[0]?.submitted).toHaveLength(0);
  });

  it('is given back what a provider refunds', async () => {
    const polls = [{ say: 'fail', code: 'task-unsolvable', charged: 'no' } as const];
    const world = worldOf([{ ...priced('a', 0.002), submits: [{ say: 'accept' }], polls }]);
    const budget = { amount: 0.002, currency: 'USD' };
    const solved = await world.settle(world.router.solve(turnstile, { budget }));
    expect(solved.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'solved']);
  });

  it('is not exceeded by the policy "resubmit"', async () => {
    const world = worldOf(
      [
        { ...priced('a', 0.002), submits: [{ say: 'hang' }] },
        { ...priced('b', 0.001), supports: { taskTypes: {} } },
      ],
      { outcomeUnknown: 'resubmit' },
    );
    const budget = { amount: 0.003, currency: 'USD' };
    const error = await rejectionOf(world, world.router.solve(turnstile, { budget }));
    expect(error).toMatchObject({ code: 'budget-exhausted', charged: 'unknown' });
    expect(world.providers[0]?.submitted).toHaveLength(1);
  });

  it('needs a currency that has a rate', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const budget = { amount: 1, currency: 'EUR' };
    const error = await rejectionOf(world, world.router.solve(turnstile, { budget }));
    expect(error).toMatchObject({ code: 'options-invalid', option: 'budget.currency' });
  });
});
