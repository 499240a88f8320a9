import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import type { Delivery, Handled } from '../core/handled.ts';
import { deliver } from './deliver.ts';

/** A reply on its way to a client whose connection takes what is written, or does not. */
interface Init {
  readonly isTaken: boolean;
  readonly afterMs?: number;
  /** Silence instead of a reply. */
  readonly isSilent?: boolean;
  /** The client leaves before there is anything to deliver. */
  readonly hasLeft?: boolean;
}

function startDelivery(init: Init): {
  readonly clock: VirtualClock;
  readonly socket: Socket;
  readonly ends: readonly string[];
  readonly done: Promise<void>;
} {
  const socket = new Socket();
  socket._write = (_chunk, _encoding, taken) => {
    if (init.isTaken) taken();
  };
  socket._writev = (_chunks, taken) => {
    if (init.isTaken) taken();
  };
  const response = new ServerResponse(new IncomingMessage(socket));
  response.assignSocket(socket);
  const ends: string[] = [];
  const reply = { status: 200, headers: {}, body: 'OK|token' };
  const delivery: Delivery =
    init.isSilent === true
      ? { kind: 'hang' }
      : { kind: 'reply', reply, afterMs: init.afterMs ?? 0 };
  if (init.hasLeft === true) response.destroy();
  const handled: Handled = {
    delivery,
    flushed: (now) => ends.push(`flushed at ${now}`),
    lost: (now, why) => ends.push(`${why} at ${now}`),
  };
  const clock = new VirtualClock();
  const done = deliver(handled, { response, clock, elapsed: () => clock.now() });
  return { clock, socket, ends, done };
}

describe('deliver', () => {
  it('tells that a reply has left when the connection has taken it', async () => {
    const { clock, ends } = startDelivery({ isTaken: true });
    await clock.settle();
    expect(ends).toEqual(['flushed at 0']);
  });

  it('tells that a reply was lost that was written but never taken', async () => {
    const { clock, ends, socket } = startDelivery({ isTaken: false });
    await clock.settle();
    expect(ends).toEqual([]);
    socket.destroy();
    await clock.settle();
    expect(ends).toEqual(['client-gone at 0']);
  });

  it('tells how silence ended, also when the client had left before it began', async () => {
    const waiting = startDelivery({ isTaken: true, isSilent: true });
    await waiting.clock.advance(1_000);
    expect(waiting.ends).toEqual([]);
    waiting.socket.destroy();
    await waiting.clock.settle();
    expect(waiting.ends).toEqual(['hang at 1000']);
    const left = startDelivery({ isTaken: true, isSilent: true, hasLeft: true });
    await left.clock.settle();
    expect(left.ends).toEqual(['client-gone at 0']);
  });

  it('waits no longer than the client does', async () => {
    const { clock, ends, socket, done } = startDelivery({ isTaken: true, afterMs: 60_000 });
    await clock.advance(1_000);
    socket.destroy();
    await done;
    expect(ends).toEqual(['client-gone at 1000']);
    expect(clock.sleeperCount).toBe(0);
  });
});
