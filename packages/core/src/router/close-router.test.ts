import { expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import type { Attempt } from './attempt.ts';
import { CallbackBook } from './callback-book.ts';
import { closeRouter } from './close-router.ts';
import { RunningWork } from './running-work.ts';

/** An attempt of which only what a router keeps of it matters. */
const unanswered = (id: string): Attempt =>
  ({
    id,
    state: { isPending: false, liveUntil: 60_000, rescuableUntil: 900_000 },
    init: { original: {} },
  }) as Partial<Attempt> as Attempt;

it('closing a router forgets the secrets and the submits that a callback might have rescued', async () => {
  const clock = new VirtualClock();
  const forgotten: string[] = [];
  const work = new RunningWork({
    clock,
    emit: () => undefined,
    forget: ({ id }) => forgotten.push(id),
  });
  const callbacks = new CallbackBook<Attempt>('https://hooks.shop.example', seededRandom(7));
  callbacks.register('secret', unanswered('first'));
  work.noticeEnd(unanswered('first'));
  const closed = new AbortController();
  await clock.runUntilSettled(
    closeRouter({ work, accounts: [], callbacks, clock, closed, graceMs: 0 }),
  );
  work.noticeEnd(unanswered('second'));
  expect(callbacks.size).toBe(0);
  expect(forgotten).toEqual(['first', 'second']);
});
