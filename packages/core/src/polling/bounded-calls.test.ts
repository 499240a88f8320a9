import { describe, expect, it } from 'vitest';

import { observedClock } from '../__fixtures__/observed-clock.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { BoundedCalls } from './bounded-calls.ts';

interface World {
  readonly clock: VirtualClock;
  readonly calls: BoundedCalls;
  keepers(): number;
}

function world(): World {
  const clock = new VirtualClock();
  const observed = observedClock(clock);
  const calls = new BoundedCalls({ clock: observed.clock, limitMs: 1_000 });
  return { clock, calls, keepers: observed.keepers };
}

const silent = async (): Promise<never> => new Promise(() => undefined);

describe('BoundedCalls', () => {
  it('puts out what a call resolves to, rejects with or throws', async () => {
    const { calls } = world();
    const error = new Error('no');
    expect(await calls.run(async () => 7)).toEqual({ kind: 'value', value: 7 });
    expect(await calls.run(() => Promise.reject(error))).toEqual({ kind: 'error', error });
    const thrown = await calls.run(() => {
      throw error;
    });
    expect(thrown).toEqual({ kind: 'error', error });
  });

  it('ends each call at its own time, with one timer for all', async () => {
    const { clock, calls } = world();
    const endedAt: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      void calls.run(silent).then(() => endedAt.push(clock.now()));
      await clock.advance(300);
    }
    expect(clock.sleeperCount).toBe(1);
    await clock.runUntilIdle();
    expect(endedAt).toEqual([1_000, 1_300, 1_600]);
  });

  it('aborts the signal of a call whose time is up, and of no other', async () => {
    const { clock, calls } = world();
    const signals: AbortSignal[] = [];
    for (let call = 0; call < 2; call += 1) {
      void calls.run(async (signal) => {
        signals.push(signal);
        return silent();
      });
      await clock.advance(500);
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('hears the last words of a call, but not the mere echo of its signal', async () => {
    const { clock, calls } = world();
    const answerTo = async (answer: (reason: unknown) => unknown): Promise<unknown> =>
      clock.runUntilSettled(
        calls.run(
          (signal) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => reject(answer(signal.reason)));
            }),
        ),
      );
    expect(await answerTo(() => 'half of it was sent')).toEqual({
      kind: 'error',
      error: 'half of it was sent',
    });
    expect(await answerTo((reason) => reason)).toEqual({ kind: 'overrun' });
  });

  it('keeps a script alive while a call is under way, and not for a moment longer', async () => {
    const { clock, calls, keepers } = world();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const done = [calls.run(() => first.promise), calls.run(() => second.promise)];
    expect(keepers()).toBe(1);
    first.resolve();
    await clock.settle();
    expect(keepers()).toBe(1);
    second.resolve();
    await Promise.all(done);
    await clock.settle();
    expect([keepers(), clock.sleeperCount]).toEqual([0, 0]);
  });

  it('bounds the next call by its own time, though an earlier one has gone', async () => {
    const { clock, calls } = world();
    const first = Promise.withResolvers<void>();
    void calls.run(() => first.promise);
    await clock.advance(600);
    const endedAt = calls.run(silent).then(() => clock.now());
    first.resolve();
    expect(await clock.runUntilSettled(endedAt)).toBe(1_600);
  });

  it('ends every call when it is stopped, and those to come', async () => {
    const { clock, calls } = world();
    const running = calls.run(silent);
    calls.stop();
    expect(await running).toEqual({ kind: 'overrun' });
    let isCalled = false;
    const late = calls.run(async () => {
      isCalled = true;
    });
    expect(await late).toEqual({ kind: 'overrun' });
    expect(isCalled).toBe(false);
    await clock.settle();
    expect(clock.sleeperCount).toBe(0);
  });
});
