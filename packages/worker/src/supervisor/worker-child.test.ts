import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { FakeChannel } from './__fixtures__/fake-channel.ts';
import { type ChildInit, type ChildWorkers, runChild } from './worker-child.ts';

/** A child whose workers open at once and drain in 300 ms, unless the test has other plans. */
function childOver(
  changes: Partial<ChildInit> & { readonly workers?: Partial<ChildWorkers> } = {},
) {
  const clock = new VirtualClock();
  const channel = new FakeChannel();
  const log: string[] = [];
  const errors: unknown[] = [];
  const load = { slots: 50, busy: 0, jobsDone: 0 };
  const workers: ChildWorkers = {
    load,
    drain: async ({ drainMs }): Promise<void> => {
      log.push(`drain within ${drainMs} ms`);
      await clock.sleep(300);
    },
    close: async (): Promise<void> => void log.push('close'),
    ...changes.workers,
  };
  const exitCode = runChild({
    workerId: 'w-1',
    channel,
    clock,
    heartbeatMs: 1_000,
    drainMs: 30_000,
    open: async (workerId) => {
      log.push(`open ${workerId}`);
      return workers;
    },
    onError: (error) => errors.push(error),
    ...changes,
  });
  return { clock, channel, log, errors, load, exitCode };
}

/** Hangs. */
async function neverDone(): Promise<never> {
  return new Promise<never>(() => undefined);
}

describe('runChild', () => {
  it('says that it is ready once it is open', async () => {
    const opened = Promise.withResolvers<ChildWorkers>();
    const { channel, clock } = childOver({ open: async () => opened.promise });
    await clock.advance(5_000);
    expect(channel.sent).toEqual([]);
    opened.resolve({
      load: { slots: 50, busy: 0, jobsDone: 0 },
      drain: neverDone,
      close: neverDone,
    });
    await clock.settle();
    expect(channel.sent[0]).toEqual({ kind: 'ready' });
  });

  it('shows a sign of life with every heartbeat, also when it is idle', async () => {
    const { channel, clock } = childOver();
    await clock.advance(3_500);
    expect(channel.sent).toEqual([
      { kind: 'ready' },
      ...Array.from({ length: 4 }, () => ({ kind: 'heartbeat', slots: 50, busy: 0, jobsDone: 0 })),
    ]);
  });

  it('tells how much it has in hand', async () => {
    const { channel, clock, load } = childOver();
    await clock.advance(500);
    Object.assign(load, { busy: 7, jobsDone: 31 });
    await clock.advance(500);
    expect(channel.sent.at(-1)).toEqual({ kind: 'heartbeat', slots: 50, busy: 7, jobsDone: 31 });
  });

  it('drains and closes on an order, within the time that the order gives', async () => {
    const { channel, clock, log, exitCode } = childOver();
    await clock.advance(500);
    channel.listener?.onOrder({ kind: 'drain', drainMs: 8_000 });
    expect(await clock.runUntilSettled(exitCode)).toBe(0);
    expect(log).toEqual(['open w-1', 'drain within 8000 ms', 'close']);
    expect(clock.now()).toBe(800);
  });

  it.each([
    ['a signal', 'onSignal'],
    ['the end of its supervisor', 'onSupervisorGone'],
  ] as const)('drains on %s, within its own time', async (_, cause) => {
    const { channel, clock, log, exitCode } = childOver();
    await clock.advance(500);
    channel.listener?.[cause]();
    expect(await clock.runUntilSettled(exitCode)).toBe(0);
    expect(log).toContain('drain within 30000 ms');
  });

  it('drains once when a terminal tells everybody and the supervisor tells it again', async () => {
    const { channel, clock, log, exitCode } = childOver();
    await clock.advance(500);
    channel.listener?.onSignal();
    channel.listener?.onOrder({ kind: 'drain', drainMs: 1_000 });
    await clock.runUntilSettled(exitCode);
    expect(log).toEqual(['open w-1', 'drain within 30000 ms', 'close']);
  });

  it('goes on with its heartbeats while it drains, and ends them with everything else', async () => {
    const { channel, clock, exitCode } = childOver({ workers: { drain: neverDone } });
    await clock.advance(500);
    channel.listener?.onOrder({ kind: 'drain', drainMs: 4_000 });
    await clock.runUntilSettled(exitCode);
    expect(channel.sent).toHaveLength(6);
    expect(clock.sleeperCount).toBe(0);
    expect(channel.listener).toBeUndefined();
  });

  it.each<[string, Partial<ChildWorkers>]>([
    ['draining', { drain: neverDone }],
    ['closing', { drain: async () => undefined, close: neverDone }],
  ])('ends half a second after its time when %s hangs', async (_, workers) => {
    const { channel, clock, exitCode } = childOver({ workers });
    await clock.advance(500);
    channel.listener?.onOrder({ kind: 'drain', drainMs: 4_000 });
    expect(await clock.runUntilSettled(exitCode)).toBe(1);
    expect(clock.now()).toBe(5_000);
  });

  it('ends with what failed when draining fails', async () => {
    const error = new Error('the database is away');
    const { channel, clock, exitCode, errors } = childOver({
      workers: { drain: async () => Promise.reject(error) },
    });
    await clock.settle();
    channel.listener?.onSignal();
    expect(await clock.runUntilSettled(exitCode)).toBe(1);
    expect(errors).toEqual([error]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('ends with what failed when it cannot open', async () => {
    const error = new Error('no such database');
    const { channel, clock, exitCode, errors } = childOver({
      open: async () => Promise.reject(error),
    });
    expect(await exitCode).toBe(1);
    expect(errors).toEqual([error]);
    expect(channel.sent).toEqual([]);
    expect(channel.listener).toBeUndefined();
    expect(clock.sleeperCount).toBe(0);
  });

  it('drains what was opened meanwhile in what is left of its time', async () => {
    const opened = Promise.withResolvers<ChildWorkers>();
    const { channel, clock, log, exitCode } = childOver({ open: async () => opened.promise });
    await clock.advance(500);
    channel.listener?.onOrder({ kind: 'drain', drainMs: 4_000 });
    await clock.advance(3_000);
    opened.resolve({
      load: { slots: 50, busy: 0, jobsDone: 0 },
      drain: async ({ drainMs }): Promise<void> => void log.push(`drain within ${drainMs} ms`),
      close: async () => undefined,
    });
    expect(await clock.runUntilSettled(exitCode)).toBe(0);
    expect(log).toEqual(['drain within 1000 ms']);
    expect(clock.sleeperCount).toBe(0);
  });

  it('ends in its time although it never opens', async () => {
    const { channel, clock, exitCode } = childOver({ open: neverDone });
    await clock.advance(500);
    channel.listener?.onSupervisorGone();
    expect(await clock.runUntilSettled(exitCode)).toBe(1);
    expect(clock.now()).toBe(30_500);
  });
});
