import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { bytesOf, type WireReply } from '../dialects/wire.ts';
import { headerLines, rawHead } from '../network/raw-head.ts';

interface HeldReply {
  readonly response: ServerResponse;
  readonly reply: WireReply;
  readonly flushed: () => void;
  /** Sends it as if nothing were wrong. */
  readonly sendAlone: () => void;
}

const heldBySocket = new WeakMap<Socket, HeldReply[]>();

/** Holds a reply back until those to the requests that came in one piece with its own have been sent, last one first. */
export function sendAfterPipelined(reply: HeldReply): void {
  const { socket } = reply.response.req;
  const held = heldBySocket.get(socket);
  if (held !== undefined) {
    held.push(reply);
    return;
  }
  heldBySocket.set(socket, [reply]);
  // Requests of one piece are parsed in one turn, and their bodies are read by the end of the next.
  setImmediate(() => setImmediate(() => release(socket)));
}

function release(socket: Socket): void {
  const held = heldBySocket.get(socket) ?? [];
  heldBySocket.delete(socket);
  const [first, second] = held;
  if (first === undefined || socket.destroyed) return;
  if (second === undefined) {
    first.sendAlone();
    return;
  }
  for (const { reply, flushed } of held.toReversed()) {
    const body = bytesOf(reply);
    const headers = headerLines(reply, { 'content-length': body.length });
    const bytes = Buffer.concat([rawHead({ status: reply.status, headers }), body]);
    socket.write(bytes, (error) => {
      if (error === undefined || error === null) flushed();
    });
  }
  // The server knows nothing of these replies, and would never send another.
  socket.destroySoon();
}
