import { scriptedProvider } from '@understudy/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { login, WorkerWorld } from '../__fixtures__/worker-world.ts';
import type { Claim } from './claim.ts';
import type { Store } from './open-store.ts';

let world: WorkerWorld;

beforeEach(async () => {
  world = await WorkerWorld.open();
});
afterEach(async () => world.close());

/** A job that was just claimed by hand, while no worker is at work. */
async function claimedJob(): Promise<{ readonly store: Store; readonly claim: Claim }> {
  const worker = await world.start([scriptedProvider({ id: 'lead' })]);
  await world.clock.runUntilSettled(worker.drain({ drainMs: 0 }));
  await worker.jobs.enqueue(login);
  const { store } = worker;
  const [claim] = await store.claims.take(1, 'by-hand');
  if (claim === undefined) throw new Error('there was nothing to claim');
  return { store, claim };
}

const purchase = { attemptId: 'attempt-1', providerId: 'lead', because: 'first' } as const;

describe('booking a purchase', () => {
  it('holds for as long as the lease', async () => {
    const { store, claim } = await claimedJob();
    await world.clock.advance(9_000);
    expect(await store.attempts.book(claim, purchase)).toBe(true);
  });

  it('is refused once the lease has passed, though nobody has noticed', async () => {
    const { store, claim } = await claimedJob();
    await world.clock.advance(11_000);
    expect(await store.attempts.book(claim, purchase)).toBe(false);
    expect(await store.attempts.of(claim.jobId)).toEqual([]);
  });

  it('is refused for the old claim of a job that was given back and claimed again', async () => {
    const { store, claim } = await claimedJob();
    await store.claims.handBack(claim, { why: 'handed-back' });
    const [again] = await store.claims.take(1, 'another');
    expect(again).toMatchObject({ jobId: claim.jobId, claim: 1 });
    expect(await store.attempts.book(claim, purchase)).toBe(false);
    expect(again && (await store.attempts.book(again, purchase))).toBe(true);
  });

  it('holds again once the lease is renewed', async () => {
    const { store, claim } = await claimedJob();
    await world.clock.advance(9_000);
    expect(await store.claims.touch([claim])).toEqual(new Set([claim.jobId]));
    await world.clock.advance(9_000);
    expect(await store.attempts.book(claim, purchase)).toBe(true);
  });
});

describe('a claim', () => {
  it('gives its job back at once when its worker is known to be dead', async () => {
    const { store, claim } = await claimedJob();
    await store.attempts.book(claim, purchase);
    expect(await store.claims.giveBackOf('somebody-else')).toBe(0);
    expect(await store.claims.giveBackOf('by-hand')).toBe(1);
    expect(await store.claims.endsOf(claim.jobId)).toEqual({ crashed: 1, retried: 0 });
    expect(await store.claims.touch([claim])).toEqual(new Set());
  });

  it('settles nothing any more once it was lost', async () => {
    const { store, claim } = await claimedJob();
    await world.clock.advance(11_000);
    expect(await store.claims.sweep()).toBe(1);
    const failure = {
      code: 'x',
      message: '',
      charged: 'no',
      attempts: [],
      openTickets: [],
    } as const;
    expect(await store.rows.bury(claim, failure, 0)).toBe(false);
    expect(await store.rows.find(claim.jobId)).toMatchObject({ state: 'retry' });
  });
});
