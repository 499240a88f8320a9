import { describe, expect, it } from 'vitest';

import { observedClock } from '../__fixtures__/observed-clock.ts';
import { createRouter } from '../composition/create-router.ts';
import { scriptedProvider, type ScriptedProviderOptions } from '../testing/scripted-provider.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { rejectionOf, turnstile, type World, worldOf } from './__fixtures__/world.ts';

const minuteMs = 60_000;
const unanswered = { say: 'refuse', code: 'outcome-unknown' } as const;
const ticket = { id: 'lead-1', type: 'turnstile' };

interface Rescue extends World {
  /** The service announces the ticket of the submit that was never answered. */
  announce(): Promise<number>;
}

/** A task whose one submit was charged and never answered; the service has its answer ready all the time. */
async function afterUnansweredSubmit(
  options: Partial<ScriptedProviderOptions> = {},
): Promise<Rescue> {
  const world = unansweredWorld([{ submits: [unanswered, { say: 'connect-hang' }], ...options }]);
  await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 10_000 }));
  return world;
}

/** The first provider leaves its first submit unanswered. */
function unansweredWorld(options: readonly Partial<ScriptedProviderOptions>[]): Rescue {
  const world = worldOf(
    options.map((each, index) => ({
      id: ['lead', 'backup'][index] ?? '',
      hasCallbacks: true,
      ...each,
    })),
    { callbackUrl: 'https://hooks.shop.example/' },
  );
  const [provider] = world.providers;
  const solution = { type: 'turnstile', token: 'rescued' };
  Object.assign(provider ?? {}, { poll: async () => ({ status: 'solved', solution }) });
  return {
    ...world,
    async announce() {
      const url = provider?.submitted[0]?.callbackUrl ?? '';
      const request = new Request(url, { method: 'POST', body: JSON.stringify({ ticket }) });
      return (await world.router.handleCallback(request)).status;
    },
  };
}

const spendOf = (world: World) => world.router.health().providers[0]?.spend;

/** Tasks of others that come and go. */
async function traffic(world: World, count = 1): Promise<void> {
  for (let round = 0; round < count; round += 1)
    await rejectionOf(world, world.router.solve(turnstile, { signal: soon(world) }));
}

function soon(world: World): AbortSignal {
  const controller = new AbortController();
  void world.clock.sleep(10).then(() => controller.abort());
  return controller.signal;
}

describe('a submit that was never answered', () => {
  it('is rescued by its callback ten minutes later, though other attempts have ended since', async () => {
    const world = await afterUnansweredSubmit();
    await world.clock.advance(10 * minuteMs);
    await traffic(world, 3);
    expect(spendOf(world)).toMatchObject({ paid: 0, maybePaid: 1 });
    expect(await world.announce()).toBe(200);
    expect(spendOf(world)).toMatchObject({ paid: 1, maybePaid: 0 });
  });

  it('is forgotten when its ticket would be, once another attempt ends', async () => {
    const world = await afterUnansweredSubmit({
      supports: { retention: { fromAcceptedMs: 5 * minuteMs } },
    });
    await world.clock.advance(5 * minuteMs);
    await traffic(world);
    expect(await world.announce()).toBe(404);
  });

  it('is forgotten when the router is closed', async () => {
    const world = await afterUnansweredSubmit();
    await world.settle(world.router.close());
    expect(await world.announce()).toBe(503);
    expect(world.clock.sleeperCount).toBe(0);
  });

  it('has its answer dated from the submit: nobody knows how old it is', async () => {
    const never = { say: 'accept', solveMs: 'never' } as const;
    const world = unansweredWorld([{ submits: [unanswered] }, { submits: [never] }]);
    const sentAtEpochMs = world.clock.epochMs();
    const solving = world.router.solve(turnstile);
    await world.clock.advance(40_000);
    await world.announce();
    const solved = await world.settle(solving);
    expect(solved.solution.token).toBe('rescued');
    expect(solved.expiresAtEpochMs).toBe(sentAtEpochMs + 120_000);
  });

  it('has its ticket dated from the submit in the record for another process', async () => {
    const world = await afterUnansweredSubmit();
    const sentAtEpochMs = world.clock.epochMs() - world.clock.now();
    Object.assign(world.providers[0] ?? {}, { poll: async () => ({ status: 'pending' }) });
    await world.clock.advance(40_000);
    await world.announce();
    const { openTickets } = await world.settle(world.router.close());
    expect(openTickets).toMatchObject([{ ticket, acceptedAtEpochMs: sentAtEpochMs }]);
  });

  it('hands no answer out that may have expired before the callback came', async () => {
    const world = await afterUnansweredSubmit();
    await world.clock.advance(3 * minuteMs);
    await world.announce();
    await world.clock.settle();
    expect(world.eventsOf('attempt-ended').at(-1)).toMatchObject({
      outcome: 'failed',
      rawCode: 'answer-expired',
      charged: 'yes',
    });
  });

  it('holds its slot again while its ticket is collected', async () => {
    const world = await afterUnansweredSubmit({ pricing: { kind: 'slots', slots: 1 } });
    const slots = () => world.router.health().providers[0]?.slots.inUse;
    Object.assign(world.providers[0] ?? {}, { poll: async () => ({ status: 'pending' }) });
    await world.clock.advance(30_000);
    await world.announce();
    await world.clock.advance(60_000);
    expect(slots()).toBe(1);
    await world.clock.advance(15 * minuteMs);
    expect(slots()).toBe(0);
  });

  it('keeps no script alive once it is rescued and nobody waits for it', async () => {
    const clock = new VirtualClock();
    const observed = observedClock(clock);
    const submits = [unanswered];
    const lead = scriptedProvider({ id: 'lead', hasCallbacks: true, submits });
    lead.poll = async () => ({ status: 'pending' });
    const router = createRouter({
      providers: [lead],
      callbackUrl: 'https://hooks.shop.example/',
      clock: observed.clock,
    });
    const solving = router.solve(turnstile, { deadlineMs: 10_000 });
    await clock.runUntilSettled(Promise.allSettled([solving]));
    const url = lead.submitted[0]?.callbackUrl ?? '';
    await router.handleCallback(
      new Request(url, { method: 'POST', body: JSON.stringify({ ticket }) }),
    );
    await clock.advance(30_000);
    expect(router.health().openTickets).toBe(1);
    expect(observed.keepers()).toBe(0);
    await router.close();
  });
});
