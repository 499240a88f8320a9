import { systemClock } from '@understudy/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openStore, type Store } from '../store/open-store.ts';
import { databaseEpochMs, isDrainOrderedSince, orderDrain } from './drain-order.ts';

let store: Store;
// A fresh database takes its seconds.
beforeAll(async () => {
  const init = { clock: systemClock, resultDays: 1, onError: () => undefined };
  store = await openStore({ engine: 'pglite' }, init);
}, 60_000);
afterAll(async () => {
  await store.close();
});

describe('orderDrain', () => {
  it('is meant for the supervisors that were at work, and for none that begin later', async () => {
    const { database } = store;
    const earlier = await databaseEpochMs(database);
    expect(await isDrainOrderedSince(database, earlier)).toBe(false);
    await orderDrain(database);
    await orderDrain(database);
    expect(await isDrainOrderedSince(database, earlier)).toBe(true);
    expect(await isDrainOrderedSince(database, await databaseEpochMs(database))).toBe(false);
  });
});
