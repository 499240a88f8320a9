import { describe, expect, it } from 'vitest';

import type { PollLine, SubmitLine } from '../testing/scripted-provider.ts';
import { turnstile, type World, worldOf } from './__fixtures__/world.ts';

const reason = new Error('the visitor left');

/** Aborts a task after 200 ms, and tells when and with what it rejected. */
async function abortAt200(
  world: World,
): Promise<{ readonly error: unknown; readonly rejectedAt: number }> {
  const controller = new AbortController();
  let outcome: { readonly error: unknown; readonly rejectedAt: number } | undefined;
  world.router.solve(turnstile, { signal: controller.signal }).catch((error: unknown) => {
    outcome = { error, rejectedAt: world.clock.now() };
  });
  await world.clock.advance(200);
  controller.abort(reason);
  await world.clock.settle();
  if (outcome === undefined) throw new Error('the abort did not settle the task');
  return outcome;
}

const leadThat = (submit: SubmitLine, polls: readonly PollLine[] = []): World =>
  worldOf([
    { id: 'lead', submits: [submit], polls, limits: { firstWaitMs: 100, pollFloorMs: 100 } },
    { id: 'backup' },
  ]);

describe("a caller's abort", () => {
  it.each([
    ['a hanging connect', leadThat({ say: 'connect-hang' })],
    ['a hanging submit', leadThat({ say: 'hang', isAccepted: true })],
    ['a hanging poll', leadThat({ say: 'accept' }, [{ say: 'hang' }])],
  ])(
    'rejects with its own reason at once during %s, and buys nothing further',
    async (_, world) => {
      const { error, rejectedAt } = await abortAt200(world);
      expect(error).toBe(reason);
      expect(rejectedAt).toBe(200);
      await world.clock.advance(1_000_000);
      expect(world.providers[1]?.submitted).toHaveLength(0);
      expect(world.router.health().providers[0]?.breaker.state).toBe('closed');
    },
  );

  it('recalls a submit of which nothing was written', async () => {
    const world = leadThat({ say: 'connect-hang' });
    await abortAt200(world);
    expect(world.providers[0]?.submitted).toHaveLength(0);
    expect(world.eventsOf('attempt-ended')).toMatchObject([{ outcome: 'recalled', charged: 'no' }]);
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 0, maybePaid: 0 });
  });

  it('leaves a submit that was sent to finish, and salvages its ticket', async () => {
    const world = leadThat({ say: 'accept', afterMs: 1_000, solveMs: 3_000 });
    await abortAt200(world);
    await world.clock.advance(10_000);
    expect(world.providers[0]?.paid).toHaveLength(1);
    expect(world.eventsOf('ticket-salvaged')).toHaveLength(1);
    expect(world.router.health()).toMatchObject({ openTickets: 0, runningTasks: 0 });
  });

  it('ends a detached submit after twice its timeout', async () => {
    const world = leadThat({ say: 'hang' });
    await abortAt200(world);
    await world.clock.advance(29_000);
    expect(world.eventsOf('attempt-ended')).toHaveLength(0);
    await world.clock.advance(1_000);
    expect(world.eventsOf('attempt-ended')).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('is no evidence against a provider, however often it happens', async () => {
    const slow = { say: 'accept', afterMs: 400 } as const;
    // With somebody else to go to: the only provider there is stays closed whatever it shows.
    const world = worldOf([{ id: 'lead', submits: [slow] }, { id: 'backup' }]);
    for (let round = 0; round < 8; round += 1) {
      await abortAt200(world);
      expect(world.router.health().providers[0]?.breaker.state).toBe('closed');
      await world.clock.advance(20_000);
    }
    expect(world.providers[0]?.submitted).toHaveLength(8);
    expect(world.router.health().providers[0]?.breaker.state).toBe('closed');
  });

  it('that came before the call sends nothing', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const promise = world.router.solve(turnstile, { signal: AbortSignal.abort(reason) });
    await expect(world.settle(promise)).rejects.toBe(reason);
    expect(world.providers[0]?.submitted).toHaveLength(0);
  });

  it('during onSubmitting sends nothing', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const controller = new AbortController();
    const promise = world.router.solve(turnstile, {
      signal: controller.signal,
      onSubmitting: async () => controller.abort(reason),
    });
    await expect(world.settle(promise)).rejects.toBe(reason);
    await world.clock.advance(10_000);
    expect(world.providers[0]?.submitted).toHaveLength(0);
  });

  it('leaves no listener on its signal once the task is settled', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const { signal } = new AbortController();
    let listeners = 0;
    const counted = new Proxy(signal, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...values: unknown[]) => {
          if (name === 'addEventListener') {
            listeners += 1;
            const { signal: until } = Object(values[2]);
            until?.addEventListener('abort', () => (listeners -= 1));
          }
          if (name === 'removeEventListener') listeners -= 1;
          return Reflect.apply(value, target, values);
        };
      },
    });
    await world.settle(world.router.solve(turnstile, { signal: counted }));
    expect(listeners).toBe(0);
  });
});
