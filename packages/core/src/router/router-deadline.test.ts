import { describe, expect, it } from 'vitest';

import { DeadlineExceededError } from '../errors/router-errors.ts';
import { rejectionOf, turnstile, plainWorldOf, worldOf } from './__fixtures__/world.ts';

const never = { say: 'accept', solveMs: 'never' } as const;

describe('a task whose answer does not come', () => {
  it('moves on after half of its deadline, and is solved by the backup', async () => {
    const world = plainWorldOf([{ id: 'lead', submits: [never] }, { id: 'backup' }]);
    const solved = await world.settle(world.router.solve(turnstile, { deadlineMs: 60_000 }));
    expect(world.clock.now()).toBe(30_000 + 10_000);
    expect(solved).toMatchObject({ providerId: 'backup', decision: { reason: 'after-patience' } });
    expect(solved.attempts[0]).toMatchObject({ outcome: 'live', charged: 'yes' });
  });

  it('takes the first answer, also from the provider that it had moved on from', async () => {
    const world = plainWorldOf([
      { id: 'lead', submits: [{ say: 'accept', solveMs: 34_000 }] },
      { id: 'backup', submits: [{ say: 'accept', solveMs: 20_000 }] },
    ]);
    const solved = await world.settle(world.router.solve(turnstile, { deadlineMs: 60_000 }));
    expect(solved.providerId).toBe('lead');
    await world.clock.advance(30_000);
    expect(world.eventsOf('ticket-salvaged')).toMatchObject([{ providerId: 'backup' }]);
  });

  it('fails at its deadline, to the tick, and hands its open tickets back', async () => {
    const world = worldOf([
      { id: 'lead', submits: [never] },
      { id: 'backup', submits: [never] },
    ]);
    const error = await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 60_000 }));
    expect(world.clock.now()).toBe(60_000);
    expect(error).toBeInstanceOf(DeadlineExceededError);
    expect(error).toMatchObject({
      code: 'deadline-exceeded',
      charged: 'yes',
      openTickets: [
        { providerId: 'lead', taskType: 'turnstile', ticket: { id: 'lead-1' } },
        { providerId: 'backup', taskType: 'turnstile', ticket: { id: 'backup-1' } },
      ],
    });
  });

  it('is at two providers at most, however many there are', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const world = worldOf(
      ids.map((id) => ({ id, submits: [never] })),
      { patienceMs: 10_000 },
    );
    await rejectionOf(world, world.router.solve(turnstile));
    expect(world.providers.map(({ paid }) => paid.length)).toEqual([1, 1, 0, 0]);
  });

  it('salvages a ticket after the deadline, until its lifetime has passed', async () => {
    const world = worldOf([{ id: 'lead', submits: [{ say: 'accept', solveMs: 70_000 }] }]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 60_000 }));
    expect(world.router.health().openTickets).toBe(1);
    await world.clock.advance(15_000);
    expect(world.eventsOf('ticket-salvaged')).toMatchObject([{ handedTo: undefined }]);
    expect(world.router.health().openTickets).toBe(0);
  });

  it('gives a ticket up when its lifetime has passed', async () => {
    const world = worldOf([{ id: 'lead', submits: [never] }]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 60_000 }));
    await world.clock.runUntilIdle(20 * 60_000);
    expect(world.clock.now()).toBeGreaterThanOrEqual(15 * 60_000);
    expect(world.eventsOf('attempt-ended')).toMatchObject([
      { outcome: 'failed', code: 'ticket-lost', rawCode: 'lifetime-passed' },
    ]);
  });

  it('settles at the deadline when the polls are swallowed', async () => {
    const polls = Array.from({ length: 50 }, () => ({ say: 'hang' }) as const);
    const world = worldOf([{ id: 'lead', polls }]);
    await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 60_000 }));
    expect(world.clock.now()).toBe(60_000);
  });

  it('hands a late answer, once, to a deeply equal task that waits', async () => {
    const world = worldOf([
      {
        id: 'lead',
        submits: [
          { say: 'accept', solveMs: 70_000 },
          { say: 'refuse', code: 'at-capacity', retryAfterMs: 60_000 },
        ],
      },
    ]);
    const first = rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 60_000 }));
    await first;
    const other = world.router.solve({ ...turnstile, userAgent: 'Lynx/2.9' });
    const equal = world.router.solve({ ...turnstile });
    const equalToo = world.router.solve({ ...turnstile });
    const settled = await world.settle(Promise.allSettled([other, equal, equalToo]));
    expect(settled[1]).toMatchObject({ value: { solution: { token: 'lead-1' } } });
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    const [salvaged] = world.eventsOf('ticket-salvaged');
    expect(salvaged?.handedTo).toMatch(/^task-/);
  });

  it('sends nothing when not even the first poll would come before the deadline', async () => {
    const world = worldOf([{ id: 'lead' }]);
    const error = await rejectionOf(world, world.router.solve(turnstile, { deadlineMs: 4_000 }));
    expect(String(error)).toContain('too slow');
    expect(world.providers[0]?.submitted).toHaveLength(0);
  });

  it('submits once more to the only provider when the first submit can no longer be in work', async () => {
    const world = worldOf([
      { id: 'only', submits: [{ say: 'refuse', code: 'outcome-unknown' }, { say: 'accept' }] },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.decision.reason).toBe('after-unknown-outcome');
    expect(world.providers[0]?.submitted.map(({ at }) => at)).toEqual([0, 60_000]);
  });

  it('fails at once on an unknown outcome when that is the policy', async () => {
    const world = worldOf([{ id: 'lead', submits: [{ say: 'hang' }] }, { id: 'backup' }], {
      outcomeUnknown: 'fail',
    });
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'all-attempts-failed', charged: 'unknown' });
    expect(world.clock.now()).toBe(15_000);
    expect(world.providers[1]?.submitted).toHaveLength(0);
  });

  it('submits to the same provider again, once and at once, when that is the policy', async () => {
    const hang = { say: 'hang' } as const;
    const world = worldOf([{ id: 'lead', submits: [hang, hang] }, { id: 'backup' }], {
      outcomeUnknown: 'resubmit',
    });
    const solved = await world.settle(world.router.solve(turnstile));
    expect(world.providers[0]?.submitted.map(({ at }) => at)).toEqual([0, 15_000]);
    expect(solved.providerId).toBe('backup');
    expect(world.eventsOf('attempt-started').map(({ decision }) => decision.reason)).toEqual([
      'first',
      'resubmit',
      'after-unknown-outcome',
    ]);
  });

  it('gives the ticket of a submit that was answered too late to salvage', async () => {
    const world = worldOf([
      { id: 'lead', submits: [{ say: 'accept', afterMs: 20_000, solveMs: 1_000 }] },
      { id: 'backup', submits: [{ say: 'accept', solveMs: 60_000 }] },
    ]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved.providerId).toBe('lead');
    expect(world.router.health().providers[0]?.spend).toMatchObject({ paid: 1, maybePaid: 0 });
  });
});
