import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { runNode } from '../__fixtures__/run-node.ts';
import { systemClock } from './system-clock.ts';

const dayMs = 86_400_000;

/** A sleep that tells whether it is over. */
function sleeper(ms: number): { readonly hasWoken: boolean } {
  const state = { hasWoken: false };
  void systemClock.sleep(ms).then(() => (state.hasWoken = true));
  return state;
}

describe('systemClock', () => {
  afterEach(() => vi.useRealTimers());

  it('tells the wall time and a time that never goes back', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
    const before = systemClock.now();
    expect(systemClock.epochMs()).toBe(1_800_000_000_000);
    vi.setSystemTime(1_700_000_000_000);
    vi.advanceTimersByTime(250);
    expect(systemClock.epochMs()).toBe(1_700_000_000_250);
    expect(systemClock.now() - before).toBe(250);
  });

  it('sleeps for as long as it is told', async () => {
    vi.useFakeTimers();
    const sleep = sleeper(5_000);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sleep.hasWoken).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(sleep.hasWoken).toBe(true);
  });

  it.each([40, 25])('sleeps for %i days, longer than a timer can', async (days) => {
    vi.useFakeTimers();
    const sleep = sleeper(days * dayMs);
    await vi.advanceTimersByTimeAsync(days * dayMs - 1);
    expect(sleep.hasWoken).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(sleep.hasWoken).toBe(true);
  });

  it('takes a sleep into the past for none', async () => {
    vi.useFakeTimers();
    const sleep = sleeper(-1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(sleep.hasWoken).toBe(true);
  });

  it('ends a sleep with the reason of its signal, and leaves no timer and no listener', async () => {
    vi.useFakeTimers();
    const { signal, abort } = abortable();
    const sleep = systemClock.sleep(40 * dayMs, { signal });
    await vi.advanceTimersByTimeAsync(30 * dayMs);
    const reason = new Error('no longer needed');
    abort(reason);
    await expect(sleep).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('leaves no listener after a sleep that was not ended', async () => {
    vi.useFakeTimers();
    const { signal } = abortable();
    const sleep = systemClock.sleep(30 * dayMs, { signal });
    await vi.advanceTimersByTimeAsync(30 * dayMs);
    await sleep;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('never begins a sleep whose signal has aborted', async () => {
    vi.useFakeTimers();
    const reason = new Error('too late');
    await expect(systemClock.sleep(5_000, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps a script alive while it sleeps', async () => {
    const { output } = await runNode(`
      import { systemClock } from './seams/system-clock.ts';
      systemClock.sleep(20).then(() => console.log('woke up'));
    `);
    expect(output).toBe('woke up\n');
  });

  it('keeps no script alive when told not to', async () => {
    const { output, exitCode } = await runNode(`
      import { systemClock } from './seams/system-clock.ts';
      process.on('exit', () => console.log('nothing left to wait for'));
      systemClock.sleep(3_600_000, { keepAlive: false }).then(() => console.log('woke up'));
    `);
    expect({ output, exitCode }).toEqual({ output: 'nothing left to wait for\n', exitCode: 0 });
  });
});

function abortable(): { readonly signal: AbortSignal; abort(reason: unknown): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}
