import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ScriptedProviderOptions, SubmitLine } from '../testing/scripted-provider.ts';
import { rejectionOf, turnstile, type World, worldOf } from './__fixtures__/world.ts';

const submitTimes = (world: World, index = 0): readonly number[] =>
  world.providers[index]?.submitted.map(({ at }) => at) ?? [];

const countOf = (world: World, index = 0): number => submitTimes(world, index).length;

/** The most submits that fell into any window of so long. */
const densest = (times: readonly number[], windowMs: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

const startAtOnce = (world: World, count: number) =>
  Promise.all(Array.from({ length: count }, () => world.router.solve(turnstile)));

const solveAtOnce = (world: World, count: number) => world.settle(startAtOnce(world, count));

describe('a provider that takes so many submits in a while', () => {
  const paced = (count: number, perMs: number, submits: readonly SubmitLine[] = []) =>
    ({
      id: 'lead',
      limits: { submits: { count, perMs } },
      submits: [...submits, { say: 'accept' }],
    }) satisfies ScriptedProviderOptions;

  it('never gets more on the wire, however long the hooks before them take', async () => {
    const world = worldOf([paced(3, 3_000)]);
    const solves = Array.from({ length: 12 }, (_, index) =>
      world.router.solve(turnstile, {
        onSubmitting: async () => world.clock.sleep(index < 3 ? 1_900 : (index * 700) % 1_500),
      }),
    );
    await world.settle(Promise.all(solves));
    expect(countOf(world)).toBe(12);
    expect(densest(submitTimes(world), 3_000)).toBe(3);
  });

  it('lets tasks overflow while others are on their way there, and says so', async () => {
    const world = worldOf([paced(1, 3_000), { id: 'backup' }]);
    const onSubmitting = async (): Promise<void> => world.clock.sleep(1_000);
    const first = world.router.solve(turnstile, { onSubmitting });
    await world.clock.settle();
    const { considered } = await world.router.explain(turnstile);
    expect(considered[1]).toMatchObject({ obstacle: 'paced for 3000 ms more' });
    const second = world.router.solve(turnstile);
    const solved = await world.settle(Promise.all([first, second]));
    expect(solved.map(({ providerId }) => providerId)).toEqual(['lead', 'backup']);
  });

  it('has its place back when a task on its way is not sent after all', async () => {
    const world = worldOf([paced(1, 60_000)]);
    const onSubmitting = (): never => {
      throw new Error('the database is away');
    };
    await rejectionOf(world, world.router.solve(turnstile, { onSubmitting }));
    await world.settle(world.router.solve(turnstile));
    expect(submitTimes(world)).toEqual([0]);
  });

  it('has a submit repeated by the policy "resubmit" at its pace', async () => {
    const world = worldOf([paced(1, 30_000, [{ say: 'hang' }])], { outcomeUnknown: 'resubmit' });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.decision.reason).toBe('resubmit');
    expect(submitTimes(world)).toEqual([0, 30_000]);
  });

  it('may have a task in work for a minute from the submit on, not from the wait for its place', async () => {
    const unknown = { say: 'refuse', code: 'outcome-unknown' } as const;
    const lead = paced(1, 30_000, [unknown, unknown]);
    const world = worldOf([lead], { outcomeUnknown: 'resubmit' });
    await world.settle(world.router.solve(turnstile));
    expect(submitTimes(world)).toEqual([0, 30_000, 90_000]);
  });

  it('gives its task patience from the submit on, not from the wait for its place', async () => {
    const world = worldOf([paced(1, 50_000, [{ say: 'hang' }]), { id: 'backup' }], {
      outcomeUnknown: 'resubmit',
      patienceMs: 30_000,
    });
    Object.assign(world.providers[0] ?? {}, { poll: async () => ({ status: 'pending' }) });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('backup');
    expect(world.eventsOf('attempt-left').map(({ why, atMs }) => [why, atMs])).toContainEqual([
      'patience',
      80_000,
    ]);
  });

  it('is not waited for when its next place comes after the deadline', async () => {
    const world = worldOf([paced(1, 600_000, [{ say: 'hang' }]), { id: 'backup' }], {
      outcomeUnknown: 'resubmit',
    });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved).toMatchObject({ providerId: 'backup' });
    expect(world.clock.now()).toBe(15_000 + 10_000);
    expect(submitTimes(world)).toEqual([0]);
  });

  it.each(['an abort', 'the close'] as const)(
    'is sent nothing after %s during the wait',
    async (end) => {
      const world = worldOf([paced(1, 60_000, [{ say: 'hang' }])], { outcomeUnknown: 'resubmit' });
      const controller = new AbortController();
      const { signal } = controller;
      const outcome = rejectionOf(world, world.router.solve(turnstile, { signal }));
      outcome.catch(() => undefined);
      await world.clock.runUntil(20_000);
      if (end === 'an abort') controller.abort(new Error('enough'));
      await world.settle(world.router.close());
      await outcome;
      await world.clock.advance(60_000);
      expect(submitTimes(world)).toEqual([0]);
      expect(world.clock.sleeperCount).toBe(0);
    },
  );
});

describe('an account whose key has not been proven', () => {
  const after = (afterMs: number, line: Extract<SubmitLine, { afterMs?: number }>): SubmitLine => ({
    ...line,
    afterMs,
  });
  const rejected = after(300, { say: 'refuse', code: 'credentials-rejected' });
  const accepted = after(300, { say: 'accept' });
  const backup = { id: 'backup', submits: [accepted] };

  it('has four calls made with a bad key, though a hundred tasks come at once', async () => {
    const world = worldOf([{ id: 'lead', submits: [rejected] }, backup]);
    const solved = await solveAtOnce(world, 100);
    expect(countOf(world)).toBe(4);
    expect(solved.every(({ providerId }) => providerId === 'backup')).toBe(true);
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 0, maybePaid: 0 });
    const ends = world.eventsOf('attempt-ended').filter(({ providerId }) => providerId === 'lead');
    expect(ends).toHaveLength(100);
    for (const end of ends) {
      expect(end).toMatchObject({
        outcome: 'refused',
        charged: 'no',
        code: 'credentials-rejected',
      });
    }
  });

  it.each<[string, SubmitLine]>([
    ['accepted', accepted],
    ['refused for another reason', after(300, { say: 'refuse', code: 'task-unsolvable' })],
  ])('gets all that wait as soon as one is %s', async (_, line) => {
    const world = worldOf([{ id: 'lead', submits: [line, line, line, line, accepted] }]);
    await solveAtOnce(world, 20);
    expect(submitTimes(world).slice(0, 20)).toEqual([
      ...Array.from({ length: 4 }, () => 0),
      ...Array.from({ length: 16 }, () => 300),
    ]);
  });

  it('gets one for one while nothing that it says proves the key', async () => {
    const down = after(300, { say: 'refuse', code: 'provider-unavailable' });
    const world = worldOf([{ id: 'lead', submits: [down] }, backup]);
    void startAtOnce(world, 20);
    await world.clock.advance(999);
    expect(submitTimes(world)).toEqual([0, 300, 600, 900].flatMap((at) => [at, at, at, at]));
  });

  it('gets all that wait after a second without a reply', async () => {
    const world = worldOf([{ id: 'lead', submits: [{ say: 'hang' }] }, backup]);
    void startAtOnce(world, 10);
    await world.clock.advance(999);
    expect(countOf(world)).toBe(4);
    await world.clock.advance(1);
    expect(countOf(world)).toBe(10);
  });

  it('is unproven again when its key changes', async () => {
    let key = 'good';
    const submits = [accepted, rejected];
    const world = worldOf([{ id: 'lead', submits, fingerprint: () => key }, backup]);
    await solveAtOnce(world, 1);
    key = 'bad';
    await solveAtOnce(world, 100);
    expect(countOf(world)).toBe(1 + 4);
  });

  it('is unproven with the key that lifts its latch', async () => {
    let key = 'old';
    const world = worldOf([{ id: 'lead', submits: [rejected], fingerprint: () => key }, backup]);
    await solveAtOnce(world, 1);
    key = 'new, and no better';
    await solveAtOnce(world, 100);
    expect(countOf(world)).toBe(1 + 4);
  });

  it('stays proven while its key stays the same', async () => {
    const world = worldOf([{ id: 'lead', submits: [accepted], fingerprint: () => 'same' }]);
    await solveAtOnce(world, 1);
    const startedAt = world.clock.now();
    await solveAtOnce(world, 50);
    expect(submitTimes(world).slice(1)).toEqual(Array.from({ length: 50 }, () => startedAt));
  });

  it('is sent nothing by those who waited elsewhere while it was latched', async () => {
    const world = worldOf([{ id: 'lead', submits: [rejected] }, backup]);
    const first = world.router.solve(turnstile);
    const onSubmitting = async (): Promise<void> => world.clock.sleep(1_000);
    const second = world.router.solve(turnstile, { onSubmitting });
    await world.settle(Promise.all([first, second]));
    expect(countOf(world)).toBe(1);
  });

  it('lets nobody wait any longer when a poll finds the key to be bad', async () => {
    const world = worldOf([{ id: 'lead', submits: [{ say: 'hang' }] }, backup]);
    const keyRejected = leadSaid('credentials-rejected', { operation: 'poll' });
    Object.assign(world.providers[0] ?? {}, { poll: async () => Promise.reject(keyRejected) });
    void startAtOnce(world, 5);
    const record = {
      attemptId: 'attempt-1',
      providerId: 'lead',
      ticket: { id: 'lead-1' },
      taskType: 'turnstile',
      acceptedAtEpochMs: world.clock.epochMs() - 4_500,
    };
    world.router.resume(record).catch(() => undefined);
    await world.clock.advance(499);
    expect([countOf(world), countOf(world, 1)]).toEqual([4, 0]);
    await world.clock.advance(1);
    expect([countOf(world), countOf(world, 1)]).toEqual([4, 1]);
  });
});

describe('a service that asks for a rest while tasks are on their way to it', () => {
  const limited = {
    id: 'lead',
    submits: [{ say: 'refuse', code: 'rate-limited', retryAfterMs: 20_000 }, { say: 'accept' }],
  } satisfies ScriptedProviderOptions;

  it('is sent none of them before the rest is over', async () => {
    const world = worldOf([limited]);
    const first = world.router.solve(turnstile);
    const onSubmitting = async (): Promise<void> => world.clock.sleep(1_500);
    const second = world.router.solve(turnstile, { onSubmitting });
    await world.settle(Promise.all([first, second]));
    expect(submitTimes(world)[0]).toBe(0);
    expect(
      submitTimes(world)
        .slice(1)
        .every((at) => at >= 20_000),
    ).toBe(true);
    expect(countOf(world)).toBe(3);
  });

  it('loses them to a provider that has none', async () => {
    const world = worldOf([limited, { id: 'backup' }]);
    const first = world.router.solve(turnstile);
    const onSubmitting = async (): Promise<void> => world.clock.sleep(1_500);
    const second = world.router.solve(turnstile, { onSubmitting });
    const solved = await world.settle(Promise.all([first, second]));
    expect(solved.map(({ providerId }) => providerId)).toEqual(['backup', 'backup']);
    expect(submitTimes(world)).toEqual([0]);
  });
});
