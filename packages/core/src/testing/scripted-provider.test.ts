import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { Submission } from '../provider/submission.ts';
import type { Ticket } from '../provider/ticket.ts';
import {
  scriptedProvider,
  type ScriptedProvider,
  type ScriptedProviderOptions,
} from './scripted-provider.ts';
import { seededRandom } from './seeded-random.ts';
import { VirtualClock } from './virtual-clock.ts';

const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

interface World {
  readonly clock: VirtualClock;
  readonly provider: ScriptedProvider;
  readonly context: CallContext;
  readonly over: AbortController;
  readonly recall: AbortController;
}

function worldOf(options: Omit<ScriptedProviderOptions, 'id'> = {}): World {
  const clock = new VirtualClock();
  const [over, recall] = [new AbortController(), new AbortController()];
  const context = {
    signal: over.signal,
    recall: recall.signal,
    clock,
    random: seededRandom(1),
    attemptId: 'attempt-1',
    remainingMs: 120_000,
  };
  return { clock, context, over, recall, provider: scriptedProvider({ id: 'lead', ...options }) };
}

async function submitTo({ clock, provider, context }: World): Promise<Submission> {
  return clock.runUntilSettled(provider.submit(turnstile, context));
}

async function ticketOf(world: World): Promise<Ticket> {
  const { ticket } = await submitTo(world);
  if (ticket === undefined) throw new Error('there is no ticket');
  return ticket;
}

describe('scriptedProvider', () => {
  it('accepts a task and answers after 10 s unless told otherwise', async () => {
    const world = worldOf();
    const { clock, provider, context } = world;
    const ticket = await ticketOf(world);
    await clock.advance(9_999);
    expect(await provider.poll(ticket, context)).toEqual({ status: 'pending' });
    await clock.advance(1);
    expect(await provider.poll(ticket, context)).toEqual({
      status: 'solved',
      solution: { type: 'turnstile', token: 'lead-1' },
    });
    expect(provider.pollTimes).toEqual([9_999, 10_000]);
  });

  it('speaks its lines one by one, and the last one for ever', async () => {
    const world = worldOf({
      submits: [{ say: 'refuse', code: 'at-capacity' }, { say: 'solve' }, { say: 'accept' }],
    });
    await expect(submitTo(world)).rejects.toMatchObject({ code: 'at-capacity', charged: 'no' });
    expect(await submitTo(world)).toMatchObject({ status: 'solved' });
    expect(await submitTo(world)).toMatchObject({ status: 'accepted' });
    expect(await submitTo(world)).toMatchObject({ status: 'accepted' });
    expect(world.provider.submitted).toHaveLength(4);
    expect(world.provider.paid.map(({ task }) => task)).toEqual([turnstile, turnstile, turnstile]);
  });

  it('takes its time where a line says so', async () => {
    const world = worldOf({ submits: [{ say: 'accept', afterMs: 700, solveMs: 300 }] });
    const ticket = await ticketOf(world);
    expect(world.provider.submitted).toMatchObject([{ at: 0 }]);
    expect(world.provider.paid).toMatchObject([{ at: 700 }]);
    await world.clock.advance(300);
    expect(await world.provider.poll(ticket, world.context)).toMatchObject({ status: 'solved' });
  });

  it('never answers a ticket whose line says so', async () => {
    const world = worldOf({ submits: [{ say: 'accept', solveMs: 'never' }] });
    const ticket = await ticketOf(world);
    await world.clock.advance(3_600_000);
    expect(await world.provider.poll(ticket, world.context)).toEqual({ status: 'pending' });
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('stays silent until it is ended; accepted: %s', async (isAccepted, paid) => {
    const { clock, provider, context, over, recall } = worldOf({
      submits: [{ say: 'hang', isAccepted }],
    });
    const submitting = provider.submit(turnstile, context);
    await clock.advance(100_000);
    recall.abort();
    await clock.settle();
    expect(clock.sleeperCount).toBe(1);
    over.abort();
    await expect(submitting).rejects.toMatchObject({ code: 'outcome-unknown', charged: 'unknown' });
    expect(provider.paid).toHaveLength(paid);
  });

  it('can be recalled while it connects, and then was never asked', async () => {
    const { clock, provider, context, recall } = worldOf({ submits: [{ say: 'connect-hang' }] });
    const submitting = provider.submit(turnstile, context);
    await clock.settle();
    recall.abort();
    await expect(submitting).rejects.toMatchObject({ code: 'unreachable', charged: 'no' });
    expect(provider.submitted).toEqual([]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('says to polls what their lines say, then the truth', async () => {
    const world = worldOf({
      polls: [
        { say: 'reject', code: 'provider-unavailable', retryAfterMs: 4_000 },
        { say: 'fail', code: 'task-unsolvable', charged: 'no' },
      ],
      submits: [{ say: 'accept', solveMs: 0 }],
    });
    const ticket = await ticketOf(world);
    const poll = async (): Promise<unknown> =>
      world.clock.runUntilSettled(world.provider.poll(ticket, world.context));
    await expect(poll()).rejects.toMatchObject({
      code: 'provider-unavailable',
      retryAfterMs: 4_000,
    });
    expect(await poll()).toMatchObject({
      status: 'failed',
      error: { code: 'task-unsolvable', charged: 'no' },
    });
    expect(await poll()).toMatchObject({ status: 'solved' });
  });

  it('knows no ticket but its own', async () => {
    const { provider, context } = worldOf();
    expect(await provider.poll({ id: 'lead-9' }, context)).toMatchObject({
      status: 'failed',
      error: { code: 'ticket-lost' },
    });
  });

  it('can be asked for several tickets at once where it is told so, by the same script', async () => {
    const batchPoll = { maxTickets: 2, taskTypes: ['turnstile'] };
    const world = worldOf({
      batchPoll,
      submits: [{ say: 'accept', solveMs: 0 }, { say: 'accept' }],
      polls: [{ say: 'reject', code: 'provider-unavailable' }],
    });
    const tickets = [await ticketOf(world), await ticketOf(world)];
    const ask = async (): Promise<unknown> =>
      world.clock.runUntilSettled(
        Promise.resolve(world.provider.pollMany?.(tickets, world.context)),
      );
    await expect(ask()).rejects.toMatchObject({ code: 'provider-unavailable' });
    expect(await ask()).toMatchObject([{ status: 'solved' }, { status: 'pending' }]);
    expect(world.provider.supports.batchPoll).toEqual(batchPoll);
    expect(world.provider.batches).toEqual([tickets, tickets]);
    expect(worldOf().provider.pollMany).toBeUndefined();
  });

  it('remembers what it was told of its answers, and that it was closed', async () => {
    const world = worldOf();
    const ticket = await ticketOf(world);
    await world.provider.report?.({ ticket, judgement: 'rejected' }, world.context);
    await world.provider.close?.();
    expect(world.provider.reports).toEqual([{ ticket, judgement: 'rejected' }]);
    expect(world.provider.isClosed).toBe(true);
  });

  it('has a balance and a fingerprint only where it is given them', async () => {
    const error = leadSaid('credentials-rejected', { operation: 'balance' });
    const balances = [2.5, error];
    const { provider, context } = worldOf({
      balance: () => balances.shift() ?? 0,
      fingerprint: () => 'key-1',
    });
    expect(await provider.balance?.(context)).toEqual({ amount: 2.5 });
    await expect(provider.balance?.(context)).rejects.toBe(error);
    expect(provider.balanceChecks).toBe(2);
    expect(await provider.credentialsFingerprint?.()).toBe('key-1');
    const { provider: plain } = worldOf();
    expect([plain.balance, plain.credentialsFingerprint]).toEqual([undefined, undefined]);
  });

  it('answers an image with a text', async () => {
    const world = worldOf({ submits: [{ say: 'solve' }] });
    const image = { type: 'image', image: 'aGk=' } as const;
    const submitting = world.provider.submit(image, world.context);
    expect(await world.clock.runUntilSettled(submitting)).toMatchObject({
      solution: { type: 'image', text: 'lead-1' },
    });
  });
});
