import type { Rule } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { type Pair, startPair, turnstile } from './__fixtures__/pair.ts';
import { waitFor } from './__fixtures__/wait-for.ts';

const reason = new Error('the visitor left');

/** Aborts a task as soon as something has happened, and tells what it rejected with and how long that took. */
async function abortWhen(pair: Pair, hasHappened: () => boolean) {
  const controller = new AbortController();
  const settled = pair.router.solve(turnstile, { signal: controller.signal }).then(
    () => ({ error: undefined, at: performance.now() }),
    (error: unknown) => ({ error, at: performance.now() }),
  );
  await waitFor(hasHappened);
  const abortedAt = performance.now();
  controller.abort(reason);
  const { error, at } = await settled;
  return { error, tookMs: at - abortedAt };
}

const submitsOf = (pair: Pair): number => pair.lead.journal.submits.length;

describe("over real sockets, a caller's abort", () => {
  it('during a hanging connect settles at once, and the submit is never sent', async () => {
    await using pair = await startPair();
    const hang = pair.lead.use({ inject: { kind: 'hang-in-connect' } });
    await pair.lead.settled();
    const startedAt = performance.now();
    const { error, tookMs } = await abortWhen(pair, () => performance.now() - startedAt > 150);
    expect(error).toBe(reason);
    expect(tookMs).toBeLessThan(500);
    await waitFor(() => pair.eventsOf('attempt-ended').length === 1);
    expect(pair.eventsOf('attempt-ended')).toMatchObject([{ outcome: 'recalled', charged: 'no' }]);
    hang.remove();
    await pair.lead.settled();
    // Another task reaches the lead now; the recalled one never does.
    expect((await pair.router.solve(turnstile)).providerId).toBe('lead');
    expect(submitsOf(pair)).toBe(1);
    expect(pair.backup.journal.submits).toHaveLength(0);
    pair.assertHonest(error);
  });

  it('during a hanging submit settles at once, buys nothing further and leaves the breaker alone', async () => {
    await using pair = await startPair();
    const rule: Rule = { when: { endpoint: 'submit' }, inject: { kind: 'hang-before-headers' } };
    pair.lead.use(rule);
    const { error, tookMs } = await abortWhen(pair, () => submitsOf(pair) === 1);
    expect(error).toBe(reason);
    expect(tookMs).toBeLessThan(500);
    await waitFor(() => pair.eventsOf('attempt-ended').length === 1);
    expect(submitsOf(pair)).toBe(1);
    expect(pair.backup.journal.submits).toHaveLength(0);
    expect(pair.router.health().providers[0]?.breaker.state).toBe('closed');
  });

  it('during a submit that is answered later leaves it to finish, and its ticket is salvaged', async () => {
    await using pair = await startPair();
    pair.lead.use({ when: { endpoint: 'submit' }, inject: { kind: 'delay', ms: 150 } });
    const { error } = await abortWhen(pair, () => submitsOf(pair) === 1);
    expect(error).toBe(reason);
    await waitFor(() => pair.eventsOf('ticket-salvaged').length === 1);
    expect(pair.lead.journal.paidCount()).toBe(1);
    pair.assertHonest(error);
  });

  it('during a poll settles at once, and the ticket is salvaged', async () => {
    await using pair = await startPair({ solveMs: 200 });
    pair.lead.use({
      when: { endpoint: 'poll', first: 1 },
      inject: { kind: 'hang-before-headers' },
    });
    const isPolled = (): boolean =>
      pair.lead.journal.events.some(
        (event) => event.kind === 'request' && event.endpoint === 'poll',
      );
    const { error, tookMs } = await abortWhen(pair, isPolled);
    expect(error).toBe(reason);
    expect(tookMs).toBeLessThan(500);
    await waitFor(() => pair.eventsOf('ticket-salvaged').length === 1);
    expect(submitsOf(pair)).toBe(1);
    expect(pair.backup.journal.submits).toHaveLength(0);
    pair.assertHonest(error);
  });
});
