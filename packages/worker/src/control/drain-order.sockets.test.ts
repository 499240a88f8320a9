import { systemClock } from '@understudy/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openStore, type Store } from '../store/open-store.ts';
import { clearDrainOrder, isDrainOrdered, orderDrain } from './drain-order.ts';

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
  it('is there until a supervisor begins anew, however often it is said', async () => {
    expect(await isDrainOrdered(store.database)).toBe(false);
    await orderDrain(store.database);
    await orderDrain(store.database);
    expect(await isDrainOrdered(store.database)).toBe(true);
    await clearDrainOrder(store.database);
    expect(await isDrainOrdered(store.database)).toBe(false);
  });
});
