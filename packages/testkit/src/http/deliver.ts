import type { ServerResponse } from 'node:http';

import type { Clock } from '@understudy/core/provider';

import type { Handled } from '../core/handled.ts';
import { bytesOf } from '../dialects/wire.ts';

interface DeliveryTerms {
  readonly response: ServerResponse;
  readonly clock: Clock;
  /** Milliseconds since the fake started. */
  readonly elapsed: () => number;
}

/** Puts a delivery on the wire and tells the journal how it ended. */
export async function deliver(handled: Handled, terms: DeliveryTerms): Promise<void> {
  const { response, elapsed } = terms;
  const { delivery } = handled;
  switch (delivery.kind) {
    case 'reset':
      handled.lost(elapsed(), 'reset');
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      response.once('close', () => handled.lost(elapsed(), 'hang'));
      return;
    case 'reply': {
      const { reply, afterMs } = delivery;
      const isThere = await clientWaits(terms, afterMs);
      if (!isThere) {
        handled.lost(elapsed(), 'client-gone');
        return;
      }
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
  }
}

/** Waits with the client; false when it went away meanwhile. */
async function clientWaits({ response, clock }: DeliveryTerms, ms: number): Promise<boolean> {
  if (response.destroyed) return false;
  if (ms === 0) return true;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  try {
    await clock.sleep(ms, { signal: gone.signal, keepAlive: false });
  } catch {
    return false;
  }
  response.off('close', leave);
  return !response.destroyed;
}
