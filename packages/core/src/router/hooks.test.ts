import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { runHook, type SubmittingRecord } from './hooks.ts';

const record: SubmittingRecord = { attemptId: 'attempt-1', providerId: 'lead' };

async function runIn(
  clock: VirtualClock,
  hook: ((given: SubmittingRecord) => void | Promise<void>) | undefined,
  closed = new AbortController().signal,
): Promise<Error | undefined> {
  return clock.runUntilSettled(runHook(hook, { record, clock, closed }));
}

describe('runHook', () => {
  it('has nothing to wait for where there is no hook', async () => {
    expect(await runIn(new VirtualClock(), undefined)).toBeUndefined();
  });

  it('hands the record over and waits until the hook is done', async () => {
    const clock = new VirtualClock();
    const stored: SubmittingRecord[] = [];
    const failure = await runIn(clock, async (given) => {
      await clock.sleep(1_999);
      stored.push(given);
    });
    expect(failure).toBeUndefined();
    expect(stored).toEqual([record]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('may be no async function at all', async () => {
    const clock = new VirtualClock();
    expect(await runIn(clock, () => undefined)).toBeUndefined();
    expect(clock.now()).toBe(0);
  });

  it('passes on what the hook throws or rejects with', async () => {
    const error = new Error('the database is down');
    const throwing = (): never => {
      throw error;
    };
    expect(await runIn(new VirtualClock(), throwing)).toBe(error);
    expect(await runIn(new VirtualClock(), () => Promise.reject(error))).toBe(error);
  });

  it('makes an error of anything else that is thrown', async () => {
    const failure = await runIn(new VirtualClock(), () => Promise.reject('no'));
    expect(failure).toBeInstanceOf(Error);
    expect(failure?.cause).toBe('no');
  });

  it('waits no longer than 2 s', async () => {
    const clock = new VirtualClock();
    const failure = await runIn(clock, () => new Promise(() => undefined));
    expect(clock.now()).toBe(2_000);
    expect(failure?.message).toContain('2000 ms');
    expect(clock.sleeperCount).toBe(0);
  });

  it('waits no longer than the router lives', async () => {
    const clock = new VirtualClock();
    const closing = new AbortController();
    const running = runIn(clock, () => new Promise(() => undefined), closing.signal);
    closing.abort();
    expect(await running).toBeInstanceOf(Error);
    expect(clock.now()).toBe(0);
    expect(clock.sleeperCount).toBe(0);
  });
});
