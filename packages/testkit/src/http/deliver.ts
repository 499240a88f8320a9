import type { Socket } from 'node:net';

import type { Handled } from '../core/handled.ts';
import { bytesOf, type WireReply } from '../dialects/wire.ts';
import { clientWaits, type DeliveryTerms } from './client-waits.ts';
import { deliverScript } from './deliver-script.ts';
import { sendAfterPipelined } from './pipelined-replies.ts';
import { resetSocket } from './reset-socket.ts';

const doomed = new WeakSet<Socket>();

/** True for a connection whose next request meets a RST. */
export const isDoomed = (socket: Socket): boolean => doomed.has(socket);

/** Puts a delivery on the wire and tells the journal how it ended. */
export async function deliver(handled: Handled, terms: DeliveryTerms): Promise<void> {
  const { response, elapsed } = terms;
  const { delivery } = handled;
  switch (delivery.kind) {
    case 'reset':
      handled.lost(elapsed(), 'reset');
      resetSocket(response.req.socket);
      return;
    case 'hang':
      response.once('close', () => handled.lost(elapsed(), 'hang'));
      return;
    case 'script':
    case 'reply': {
      const isThere = await clientWaits(terms, delivery.afterMs);
      if (!isThere) {
        handled.lost(elapsed(), 'client-gone');
        return;
      }
      if (delivery.kind === 'script') {
        await deliverScript(delivery.script, handled, terms);
        return;
      }
      const { reply, aftermath } = delivery;
      const sendAlone = (): void => send(reply, handled, terms);
      if (aftermath === 'reset-next') doomed.add(response.req.socket);
      if (aftermath !== 'after-pipelined') sendAlone();
      else {
        const flushed = (): void => handled.flushed(elapsed());
        sendAfterPipelined({ response, reply, flushed, sendAlone });
      }
    }
  }
}

function send(reply: WireReply, handled: Handled, { response, elapsed }: DeliveryTerms): void {
  // `finish` comes when the last byte has been handed to the system, and not at all when the socket broke first.
  response.once('finish', () => handled.flushed(elapsed()));
  response.once('close', () => {
    if (!response.writableFinished) handled.lost(elapsed(), 'client-gone');
  });
  const bytes = bytesOf(reply);
  const length = String(bytes.length);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': length });
  response.end(bytes);
}
