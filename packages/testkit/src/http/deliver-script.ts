import type { Socket } from 'node:net';

import type { Handled } from '../core/handled.ts';
import type { WireScript, WireStep } from '../network/wire-script.ts';
import { clientWaits, type DeliveryTerms } from './client-waits.ts';
import { resetSocket } from './reset-socket.ts';

/** Puts the bytes of a script on the socket, past the server's own idea of a reply, and ends as it says. */
export async function deliverScript(
  script: WireScript,
  handled: Handled,
  terms: DeliveryTerms,
): Promise<void> {
  const { response, elapsed } = terms;
  const { socket } = response.req;
  const { fate, ending } = script;
  const isWhole = await play(script.steps, socket, terms);
  if (fate === 'flushed') {
    if (isWhole) handled.flushed(elapsed());
    else handled.lost(elapsed(), 'client-gone');
  } else if (ending === 'hang' && isWhole && !response.destroyed) {
    response.once('close', () => handled.lost(elapsed(), fate));
  } else {
    handled.lost(elapsed(), fate);
  }
  if (isWhole) endings[ending](socket);
}

const endings = {
  reset: resetSocket,
  close: (socket) => socket.destroySoon(),
  'half-close': (socket) => void socket.end(),
  hang: () => undefined,
} satisfies Readonly<Record<WireScript['ending'], (socket: Socket) => void>>;

/** False when the client went away meanwhile. */
async function play(
  steps: readonly WireStep[],
  socket: Socket,
  terms: DeliveryTerms,
): Promise<boolean> {
  for (const step of steps) {
    const isThere =
      step.kind === 'wait' ? await clientWaits(terms, step.ms) : await send(step, socket);
    if (!isThere) return false;
  }
  return !socket.destroyed;
}

const fillBytes = 64 * 1024;

async function send(step: Exclude<WireStep, { kind: 'wait' }>, socket: Socket): Promise<boolean> {
  if (step.kind === 'write') return written(socket, step.bytes);
  const block = Buffer.alloc(fillBytes, 'x');
  for (let left = step.count; left > 0; left -= fillBytes) {
    if (!(await written(socket, block.subarray(0, left)))) return false;
  }
  return true;
}

/** Whether the system has taken the bytes. */
async function written(socket: Socket, bytes: Uint8Array): Promise<boolean> {
  if (socket.destroyed) return false;
  return new Promise((resolve) => {
    // A socket that is destroyed calls back with an error for whatever it has not written.
    socket.write(bytes, (error) => resolve(error === undefined || error === null));
  });
}
