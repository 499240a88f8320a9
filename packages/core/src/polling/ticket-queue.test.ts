import { describe, expect, it } from 'vitest';

import { scriptedProvider } from '../testing/scripted-provider.ts';
import { watchOf } from './__fixtures__/watch-of.ts';
import { BatchPool } from './batch-pool.ts';
import { TicketQueue } from './ticket-queue.ts';

const queueOf = (): TicketQueue => new TicketQueue(new BatchPool(scriptedProvider({ id: 'lead' })));

describe('TicketQueue', () => {
  it('gives out a ticket once it is due, the first one first', () => {
    const queue = queueOf();
    const [late, early] = [watchOf('late'), watchOf('early')];
    queue.add(late, 20);
    queue.add(early, 10);
    expect(queue.popDue(9)).toBeUndefined();
    expect([queue.popDue(30), queue.popDue(30), queue.popDue(30)]).toEqual([
      early,
      late,
      undefined,
    ]);
  });

  it('passes over the former places of a ticket, and over those that are asked for or have ended', () => {
    const queue = queueOf();
    const [moved, asked, ended] = [watchOf('moved'), watchOf('asked'), watchOf('ended')];
    for (const watch of [moved, asked, ended]) queue.add(watch, 10);
    queue.put(moved, 30);
    asked.isAsked = true;
    queue.end(ended);
    expect(queue.popDue(20)).toBeUndefined();
    expect(queue.popDue(30)).toBe(moved);
    expect(queue.popDue(40)).toBeUndefined();
  });

  it('names each ticket once that nobody asks for, however often it was put', () => {
    const queue = queueOf();
    const [first, asked, ended] = [watchOf('first'), watchOf('asked'), watchOf('ended')];
    for (const watch of [first, asked, ended]) queue.add(watch, 10);
    queue.put(first, 5);
    asked.isAsked = true;
    queue.end(ended);
    expect(queue.waiting()).toEqual([first]);
  });

  it('makes every ticket due as soon as it may be asked for', () => {
    const queue = queueOf();
    const watch = watchOf('first');
    watch.askableAt = 10;
    queue.add(watch, 50);
    queue.makeDue();
    expect(queue.nextDueAt).toBe(10);
    expect([queue.popDue(10), queue.popDue(60)]).toEqual([watch, undefined]);
  });

  it('knows whether anybody waits for one of its tickets', () => {
    const queue = queueOf();
    const [first, second] = [watchOf('first'), watchOf('second')];
    expect(queue.hasAwaited).toBe(false);
    for (const watch of [first, second]) queue.add(watch, 10);
    queue.leaveToSalvage(first);
    queue.leaveToSalvage(first);
    expect(queue.hasAwaited).toBe(true);
    queue.end(second);
    queue.leaveToSalvage(second);
    queue.end(first);
    expect(queue.hasAwaited).toBe(false);
  });
});
