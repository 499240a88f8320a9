import type { Rule } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { startOnly } from './__fixtures__/only.ts';
import { startPair, turnstile } from './__fixtures__/pair.ts';
import { waitFor } from './__fixtures__/wait-for.ts';

const once = { endpoint: 'poll', first: 1 } as const;

describe('over real sockets, a task', () => {
  it.each<[string, Rule['inject']]>([
    ['a 502', { kind: 'http-status', status: 502 }],
    ['a 500', { kind: 'http-status', status: 500 }],
    ['a 503', { kind: 'http-status', status: 503, retryAfterSeconds: 0 }],
    ['a reset', { kind: 'reset-before-headers' }],
    ['an HTML page', { kind: 'html-200' }],
    ['a poll swallowed', { kind: 'hang-before-headers' }],
  ])('survives %s, once, on a poll: same provider, one paid task', async (_, inject) => {
    await using pair = await startPair();
    pair.lead.use({ when: once, inject });
    const solved = await pair.router.solve(turnstile);
    expect(solved.providerId).toBe('lead');
    expect([pair.lead.journal.paidCount(), pair.backup.journal.paidCount()]).toEqual([1, 0]);
    expect(pair.eventsOf('poll-failed')).toHaveLength(1);
    expect(pair.lead.journal.taskIdOfAnswer(solved.solution.token)).toBeDefined();
    pair.assertHonest(solved);
  });

  it('whose submit is never answered is solved by the backup, and booked as maybe paid', async () => {
    await using pair = await startPair();
    pair.lead.use({ when: { endpoint: 'submit' }, inject: { kind: 'hang-before-headers' } });
    const solved = await pair.router.solve(turnstile);
    expect(solved.providerId).toBe('backup');
    expect(pair.lead.journal.paidCount()).toBe(1);
    expect(pair.backup.journal.paidCount()).toBe(1);
    expect(pair.router.health().providers[0]?.spend).toMatchObject({ paid: 0, maybePaid: 1 });
    pair.assertHonest(solved);
  });

  it('whose submit is reset after it was charged is solved by the backup, and booked as maybe paid', async () => {
    await using pair = await startPair();
    pair.lead.use({ when: { endpoint: 'submit' }, inject: { kind: 'reset-after-charge' } });
    const solved = await pair.router.solve(turnstile);
    expect(solved).toMatchObject({
      providerId: 'backup',
      attempts: [{ code: 'outcome-unknown', charged: 'unknown' }, { outcome: 'solved' }],
    });
    expect(pair.lead.journal.paidCount()).toBe(1);
    pair.assertHonest(solved);
  });

  it('that finds no slot, twice, overflows to the backup, and the breaker stays closed', async () => {
    await using pair = await startPair();
    pair.lead.use({ when: { endpoint: 'submit', first: 2 }, inject: { kind: 'no-slot' } });
    for (let round = 0; round < 2; round += 1) {
      expect((await pair.router.solve(turnstile)).providerId).toBe('backup');
    }
    expect(pair.lead.journal.paidCount()).toBe(0);
    expect(pair.router.health().providers[0]?.breaker.state).toBe('closed');
    pair.assertHonest();
  });

  it('that meets the lead without a free thread is not taken for a task without money', async () => {
    await using pair = await startPair();
    pair.lead.use({ when: { endpoint: 'submit', first: 1 }, inject: { kind: 'zero-balance' } });
    pair.backup.use({ when: { endpoint: 'submit', first: 1 }, inject: { kind: 'zero-balance' } });
    const error = await pair.rejectionOf(pair.router.solve(turnstile));
    expect(error).toMatchObject({
      attempts: [{ code: 'at-capacity' }, { code: 'funds-exhausted' }],
    });
    const [lead, backup] = pair.router.health().providers;
    expect(lead).toMatchObject({ latch: undefined, coolingOffForMs: expect.any(Number) });
    expect(backup).toMatchObject({ latch: { reason: 'funds-exhausted' } });
  });

  it('that the lead cannot solve is solved by the backup, with two paid at most', async () => {
    await using pair = await startPair({ strategy: 'ordered' });
    pair.lead.use({ inject: { kind: 'unsolvable' } });
    const solved = await pair.router.solve(turnstile);
    expect(solved.providerId).toBe('backup');
    expect(pair.lead.journal.paidCount() + pair.backup.journal.paidCount()).toBe(2);
    pair.assertHonest(solved);
  });

  it('that is never ready at the lead is solved by the backup, and the first ticket is salvaged', async () => {
    await using pair = await startPair({ patienceMs: 400 });
    const trouble = pair.lead.use({ when: { endpoint: 'poll' }, inject: { kind: 'never-ready' } });
    const solved = await pair.router.solve(turnstile, { deadlineMs: 1_000 });
    expect(solved.providerId).toBe('backup');
    trouble.remove();
    await waitFor(() => pair.eventsOf('ticket-salvaged').length === 1);
    pair.assertHonest(solved);
  });

  it.each([
    ['is never ready', { kind: 'never-ready' }],
    ['has its polls swallowed', { kind: 'hang-before-headers' }],
  ] as const)('that %s everywhere fails at its deadline, not later', async (_, inject) => {
    await using pair = await startPair({ patienceMs: 400 });
    pair.lead.use({ when: { endpoint: 'poll' }, inject });
    pair.backup.use({ when: { endpoint: 'poll' }, inject });
    const startedAt = performance.now();
    const error = await pair.rejectionOf(pair.router.solve(turnstile, { deadlineMs: 800 }));
    expect(performance.now() - startedAt).toBeLessThan(800 + 500);
    expect(error).toMatchObject({
      code: 'deadline-exceeded',
      openTickets: [{ providerId: 'lead' }, { providerId: 'backup' }],
    });
  });

  it('finds every provider down, says why for each, and the next is solved when one is back', async () => {
    await using pair = await startPair({ breaker: 'classic' });
    const down = [pair.lead, pair.backup].map((fake) => fake.use({ inject: { kind: 'refuse' } }));
    await Promise.all([pair.lead.settled(), pair.backup.settled()]);
    const startedAt = performance.now();
    const error = await pair.rejectionOf(pair.router.solve(turnstile));
    expect(performance.now() - startedAt).toBeLessThan(2_000 + 500);
    expect(error).toMatchObject({
      charged: 'no',
      attempts: [
        { providerId: 'lead', code: 'unreachable', charged: 'no' },
        { providerId: 'backup', code: 'unreachable', charged: 'no' },
      ],
    });
    down[1]?.remove();
    await pair.backup.settled();
    expect((await pair.router.solve(turnstile)).providerId).toBe('backup');
    pair.assertHonest();
  });

  it.each([
    ['connection', { inject: { kind: 'refuse' } }],
    [
      'submit by a 503',
      { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 503 } },
    ],
  ] as const)(
    'waits and asks again when its only provider refuses its %s, once',
    async (_, rule) => {
      await using only = await startOnly();
      const trouble = only.fake.use(rule);
      await only.fake.settled();
      const solving = only.router.solve(turnstile, { deadlineMs: 10_000 });
      await waitFor(() => only.events.some(({ type }) => type === 'task-waiting'));
      trouble.remove();
      const solved = await solving;
      expect(solved.attempts.map(({ charged }) => charged)).toEqual(['no', 'yes']);
      expect(only.fake.journal.paidCount()).toBe(1);
    },
  );
});
