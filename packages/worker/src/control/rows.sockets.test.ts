import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PgliteDatabase } from '../store/pglite-database.ts';
import { createTables, schema } from '../store/tables.ts';
import { clearDrainOrder, isDrainOrdered, orderDrain } from './drain-order.ts';
import { readWorkerRows } from './worker-rows.ts';

let database: PgliteDatabase;
// A fresh database takes its seconds; each test cleans up behind itself.
beforeAll(async () => {
  database = new PgliteDatabase(await PGlite.create());
  await database.query(`CREATE SCHEMA ${schema}`);
  await database.query(createTables);
}, 60_000);
afterAll(async () => {
  await database.close();
});

describe('readWorkerRows', () => {
  it('gives the workers with their ages, those heard of last at the top', async () => {
    await database.query(
      `INSERT INTO ${schema}.worker VALUES
         ('w-1', 'host-a', 4711, 'working', 50, 25, 512, now() - interval '1 hour', now() - interval '30 s'),
         ('w-2', 'host-b', 4712, 'draining', 50, 3, 7, now() - interval '1 min', now() + interval '1 s')`,
    );
    const [first, second] = await readWorkerRows(database);
    await database.query(`DELETE FROM ${schema}.worker`);
    expect(first).toMatchObject({ workerId: 'w-2', host: 'host-b', pid: 4_712, seenAgoMs: 0 });
    expect(second).toMatchObject({ workerId: 'w-1', state: 'working', busy: 25, jobsDone: 512 });
    expect(second?.seenAgoMs).toBeGreaterThanOrEqual(30_000);
    expect(second?.upMs).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('orderDrain', () => {
  it('is there until a supervisor begins anew, however often it is said', async () => {
    expect(await isDrainOrdered(database)).toBe(false);
    await orderDrain(database);
    await orderDrain(database);
    expect(await isDrainOrdered(database)).toBe(true);
    await clearDrainOrder(database);
    expect(await isDrainOrdered(database)).toBe(false);
  });
});
