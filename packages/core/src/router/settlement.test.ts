import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { Settlement } from './settlement.ts';

const tooLate = new Error('the deadline passed');

function settlementIn(clock: VirtualClock): {
  readonly settlement: Settlement<string>;
  readonly caller: AbortController;
} {
  const caller = new AbortController();
  const settlement = new Settlement<string>({
    clock,
    deadlineMs: 120_000,
    signal: caller.signal,
    onDeadline: () => settlement.reject(tooLate),
    onAbort: (reason) => settlement.reject(reason),
  });
  settlement.promise.catch(() => undefined);
  return { settlement, caller };
}

/** After every way to settle nothing may be left behind. */
function expectNothingLeft(clock: VirtualClock, { signal }: AbortController): void {
  expect(clock.sleeperCount).toBe(0);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
}

describe('Settlement', () => {
  it('settles by an answer', async () => {
    const clock = new VirtualClock();
    const { settlement, caller } = settlementIn(clock);
    expect(settlement.isSettled).toBe(false);
    settlement.resolve('solved');
    expect(settlement.isSettled).toBe(true);
    expect(await settlement.promise).toBe('solved');
    expectNothingLeft(clock, caller);
  });

  it('settles by an error', async () => {
    const clock = new VirtualClock();
    const { settlement, caller } = settlementIn(clock);
    const error = new Error('refused');
    settlement.reject(error);
    await expect(settlement.promise).rejects.toBe(error);
    expectNothingLeft(clock, caller);
  });

  it('settles at its deadline, and not before', async () => {
    const clock = new VirtualClock();
    const { settlement, caller } = settlementIn(clock);
    await clock.advance(119_999);
    expect(settlement.isSettled).toBe(false);
    await clock.advance(1);
    await expect(settlement.promise).rejects.toBe(tooLate);
    expectNothingLeft(clock, caller);
  });

  it('settles when its caller aborts, with the caller’s own reason, at once', async () => {
    const clock = new VirtualClock();
    const { settlement, caller } = settlementIn(clock);
    await clock.advance(300);
    const reason = { stop: true };
    caller.abort(reason);
    expect(settlement.isSettled).toBe(true);
    await expect(settlement.promise).rejects.toBe(reason);
    expectNothingLeft(clock, caller);
  });

  it('settles once: nothing that comes later changes it', async () => {
    const clock = new VirtualClock();
    const { settlement, caller } = settlementIn(clock);
    settlement.resolve('first');
    settlement.resolve('second');
    settlement.reject(new Error('third'));
    caller.abort();
    await clock.advance(1_000_000);
    expect(await settlement.promise).toBe('first');
  });

  it('needs no signal', async () => {
    const clock = new VirtualClock();
    const settlement = new Settlement<string>({
      clock,
      deadlineMs: 10,
      signal: undefined,
      onDeadline: () => settlement.resolve('in the end'),
      onAbort: () => undefined,
    });
    expect(await clock.runUntilSettled(settlement.promise)).toBe('in the end');
  });
});
