import { describe, expect, it } from 'vitest';

import { scriptedProvider } from '../testing/scripted-provider.ts';
import { watchOf } from './__fixtures__/watch-of.ts';
import { BatchPool } from './batch-pool.ts';
import type { TicketWatch } from './ticket-watch.ts';

const batchPoll = { maxTickets: 100, taskTypes: ['turnstile'] };
const poolOf = (limits = {}): BatchPool =>
  new BatchPool(scriptedProvider({ id: 'lead', batchPoll, limits }));

/** A ticket that may be asked for at 10 s, is due at 30 s and asked for every 4 s. */
function put(pool: BatchPool, id: string, taskType = 'turnstile'): TicketWatch {
  const watch = watchOf(id, { taskType });
  watch.askableAt = 10_000;
  watch.dueAt = 30_000;
  watch.intervalMs = 4_000;
  pool.put(watch);
  return watch;
}

describe('BatchPool', () => {
  it('gives a ticket from when it may be asked for', () => {
    const pool = poolOf();
    const watch = put(pool, 'first');
    expect([pool.readyAt(9_999), pool.nextReadyAt]).toEqual([[], 10_000]);
    expect([pool.readyAt(10_000), pool.nextReadyAt]).toEqual([[watch], Infinity]);
    expect(pool.readyAt(90_000)).toEqual([watch]);
  });

  it('gives it from when it is due where polls are counted', () => {
    const pool = poolOf({ maxPolls: 100 });
    const watch = put(pool, 'first');
    expect([pool.readyAt(29_999), pool.nextReadyAt]).toEqual([[], 30_000]);
    expect(pool.readyAt(30_000)).toEqual([watch]);
  });

  it('goes by where a ticket was put last', () => {
    const pool = poolOf();
    const watch = put(pool, 'first');
    pool.readyAt(10_000);
    watch.askableAt = 15_000;
    pool.put(watch);
    watch.askableAt = 20_000;
    pool.put(watch);
    expect([pool.readyAt(19_000), pool.nextReadyAt]).toEqual([[], 20_000]);
    expect(pool.readyAt(20_000)).toEqual([watch]);
  });

  it('holds no other types, and none at a service without batches', () => {
    const pool = poolOf();
    put(pool, 'image', 'image');
    expect([pool.readyAt(10_000), pool.hazard]).toEqual([[], 0]);
    const alone = new BatchPool(scriptedProvider({ id: 'lead' }));
    expect([alone.has(put(alone, 'first')), alone.readyAt(10_000)]).toEqual([false, []]);
  });

  it('leaves out whoever is asked for, goes alone or has ended', () => {
    const pool = poolOf();
    const [asked, alone, ended] = ['asked', 'alone', 'ended'].map((id) => put(pool, id));
    if (asked === undefined || alone === undefined || ended === undefined) throw new Error();
    asked.isAsked = true;
    alone.goesAlone = true;
    ended.isEnded = true;
    pool.remove(ended);
    expect([pool.nextReadyAt, pool.readyAt(10_000)]).toEqual([Infinity, []]);
  });

  it('sums up the hazards of its tickets, whether they are asked for or not', () => {
    const pool = poolOf();
    const [first, second] = [put(pool, 'first'), put(pool, 'second')];
    first.isAsked = true;
    expect(pool.hazard).toBeCloseTo(2 / 4_000 ** 2, 12);
    second.intervalMs = 2_000;
    pool.put(second);
    expect(pool.hazard).toBeCloseTo(5 / 4_000 ** 2, 12);
    pool.remove(first);
    expect(pool.hazard).toBeCloseTo(4 / 4_000 ** 2, 12);
    pool.remove(second);
    expect(pool.hazard).toBe(0);
  });
});
