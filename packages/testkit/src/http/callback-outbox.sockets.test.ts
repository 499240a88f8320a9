import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { receiveCallbacks } from '../__fixtures__/callback-receiver.ts';
import type { DueCallback } from '../core/callback-desk.ts';
import { CallbackOutbox } from './callback-outbox.ts';

/** A callback that is due now; what becomes of it is in `ends`. */
function dueTo(url: string): { readonly due: DueCallback; readonly ends: readonly string[] } {
  const ends: string[] = [];
  const due: DueCallback = {
    taskId: '71',
    request: { url, method: 'POST', headers: {}, body: 'id=71&code=token' },
    sent: () => undefined,
    acknowledged: () => ends.push('acknowledged'),
    failed: (_now, why) => ends.push(why),
  };
  return { due, ends };
}

describe('the outbox of callbacks', () => {
  it('gives a receiver 5 s of real time, however fast the clock of the fake is', async () => {
    await using receiver = await receiveCallbacks(() => undefined);
    const { due, ends } = dueTo(receiver.url);
    const [clock, realClock] = [new VirtualClock(), new VirtualClock()];
    const waiting = [due];
    const source = {
      get elapsedMs() {
        return clock.now();
      },
      nextCallbackAt: undefined,
      takeCallbacks: () => waiting.splice(0),
    };
    const outbox = new CallbackOutbox({ source, clock, realClock, tries: 1, retryAfterMs: 1_000 });
    outbox.look();
    await receiver.arrived(1);
    await clock.advance(3_600_000);
    await realClock.advance(4_999);
    expect(ends).toEqual([]);
    await realClock.advance(1);
    await outbox.triedFor('71');
    expect(ends).toEqual(['timeout']);
    expect([clock.sleeperCount, realClock.sleeperCount]).toEqual([0, 0]);
    await outbox.close();
  });
});
