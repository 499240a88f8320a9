import type { Socket } from 'node:net';

import type { Handled } from '../core/handled.ts';
import type { WireReply } from '../dialects/wire.ts';
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
      if (response.destroyed) handled.lost(elapsed(), 'client-gone');
      else response.once('close', () => handled.lost(elapsed(), 'hang'));
      return;
    case 'script':
    case 'reply': {
      const { afterMs } = delivery;
      const isThere = afterMs === 0 ? !response.destroyed : await clientWaits(terms, afterMs);
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
  const { status, headers, body, encoding = 'utf8' } = reply;
  const length = String(Buffer.byteLength(body, encoding));
  response.writeHead(status, { ...headers, 'content-length': length });
  // As text, which goes out in one piece with the head.
  response.end(body, encoding);
}
