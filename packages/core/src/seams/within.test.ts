import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { within } from './within.ts';

const limitMs = 10_000;

/** A call that ends when it is told to, and knows whether somebody still waits for it. */
function heldCall(): {
  readonly call: (signal: AbortSignal) => Promise<string>;
  readonly signal: () => AbortSignal;
  answer(value: string): void;
  fail(error: unknown): void;
} {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let seen: AbortSignal | undefined;
  return {
    call: async (signal) => {
      seen = signal;
      return promise;
    },
    signal: () => {
      if (seen === undefined) throw new Error('the call was not made');
      return seen;
    },
    answer: resolve,
    fail: reject,
  };
}

describe('within', () => {
  it('puts out the value of a call, and leaves nobody asleep', async () => {
    const clock = new VirtualClock();
    const outcome = await within({ clock, limitMs }, async () => 'a balance');
    expect(outcome).toEqual({ kind: 'value', value: 'a balance' });
    expect(clock.sleeperCount).toBe(0);
  });

  it('puts out the error of a call', async () => {
    const clock = new VirtualClock();
    const error = new Error('refused');
    const outcome = await within({ clock, limitMs }, () => Promise.reject(error));
    expect(outcome).toEqual({ kind: 'error', error });
    expect(clock.sleeperCount).toBe(0);
  });

  it('puts out what a call throws before it promises anything', async () => {
    const error = new TypeError('no such method');
    const outcome = await within({ clock: new VirtualClock(), limitMs }, () => {
      throw error;
    });
    expect(outcome).toEqual({ kind: 'error', error });
  });

  it('waits for a call up to its bound', async () => {
    const clock = new VirtualClock();
    const call = heldCall();
    const bounded = within({ clock, limitMs }, call.call);
    await clock.advance(9_999);
    expect(call.signal().aborted).toBe(false);
    call.answer('at the last moment');
    expect(await bounded).toEqual({ kind: 'value', value: 'at the last moment' });
  });

  it('gives a call up at its bound, whatever that does about its signal', async () => {
    const clock = new VirtualClock();
    const call = heldCall();
    const bounded = within({ clock, limitMs }, call.call);
    await clock.advance(10_000);
    expect(await bounded).toEqual({ kind: 'overrun' });
    expect(clock.now()).toBe(10_000);
    expect(clock.sleeperCount).toBe(0);
    expect(call.signal().reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('does not mind an answer or an error after that', async () => {
    const clock = new VirtualClock();
    const [late, failing] = [heldCall(), heldCall()];
    const both = Promise.all([
      within({ clock, limitMs }, late.call),
      within({ clock, limitMs }, failing.call),
    ]);
    await clock.advance(10_000);
    late.answer('too late');
    failing.fail(new Error('too late'));
    await clock.settle();
    expect(await both).toEqual([{ kind: 'overrun' }, { kind: 'overrun' }]);
  });

  it('hears what a call says at once when its signal aborts', async () => {
    const clock = new VirtualClock();
    const unsent = new Error('nothing was sent');
    const bounded = within({ clock, limitMs }, (signal) => {
      const { promise, reject } = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => reject(unsent));
      return promise;
    });
    await clock.advance(10_000);
    expect(await bounded).toEqual({ kind: 'error', error: unsent });
  });

  it('takes a call that rejects with the reason of its signal for one that took too long', async () => {
    const clock = new VirtualClock();
    const bounded = within({ clock, limitMs }, (signal) => {
      const { promise, reject } = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => reject(signal.reason));
      return promise;
    });
    await clock.advance(10_000);
    expect(await bounded).toEqual({ kind: 'overrun' });
  });

  it('ends a call before its time when its own signal says so', async () => {
    const clock = new VirtualClock();
    const closing = new AbortController();
    const call = heldCall();
    const bounded = within({ clock, limitMs, signal: closing.signal }, call.call);
    await clock.advance(300);
    closing.abort(new Error('the router was closed'));
    expect(await bounded).toEqual({ kind: 'overrun' });
    expect(clock.now()).toBe(300);
    expect(call.signal().aborted).toBe(true);
    expect(clock.sleeperCount).toBe(0);
  });

  it('gives a call up at once when its own signal has aborted already', async () => {
    const clock = new VirtualClock();
    const call = heldCall();
    const signal = AbortSignal.abort();
    expect(await within({ clock, limitMs, signal }, call.call)).toEqual({ kind: 'overrun' });
    expect(clock.now()).toBe(0);
    expect(clock.sleeperCount).toBe(0);
  });

  it('aborts the signal of a call only when nobody waits any more', async () => {
    const clock = new VirtualClock();
    const call = heldCall();
    const bounded = within({ clock, limitMs }, call.call);
    call.answer('in time');
    await bounded;
    await clock.advance(20_000);
    expect(call.signal().aborted).toBe(false);
  });

  it.each([
    ['a value', async (): Promise<string> => 'x'],
    ['an error', async (): Promise<string> => Promise.reject(new Error('x'))],
    ['an overrun', async (): Promise<string> => new Promise(() => undefined)],
  ])('leaves no listener on its own signal after %s', async (_, call) => {
    const clock = new VirtualClock();
    const { signal } = new AbortController();
    const bounded = within({ clock, limitMs, signal }, call);
    await clock.advance(10_000);
    await bounded;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(clock.sleeperCount).toBe(0);
  });
});
