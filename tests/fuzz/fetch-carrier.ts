import type { Transport } from '@understudy/core/provider';
import { fetchTransport } from '@understudy/core/wire';

import type { CarriedReply } from './carry-reply.ts';

/** Brings replies to a decoder by the bytes of one of core's transports. */
export interface Carrier {
  readonly transport: Transport;
  /** What the next request is answered by. Forgets the requests before it. */
  load(reply: CarriedReply): void;
  /** What was asked since, a request each. */
  readonly asked: readonly AskedRequest[];
}

export interface AskedRequest {
  readonly url: string;
  readonly body: string;
}

/**
 * A runtime's `fetch` that has the replies at hand, under core's transport for it. Plain ones are handed over as they
 * are, because to read them shows nothing new and takes most of the time.
 */
export function fetchCarrier(): Carrier {
  let loaded: CarriedReply | undefined;
  let asked: AskedRequest[] = [];
  const reply = (): CarriedReply => {
    if (loaded === undefined) throw new Error('there is no reply');
    return loaded;
  };
  const byBytes = fetchTransport({ fetch: async () => responseOf(reply()) });
  return {
    transport: {
      async send(request, signals) {
        asked.push({ url: request.url, body: textOf(request.body) });
        const { status, headers, text, isPlain, isLost } = reply();
        return isPlain && !isLost
          ? { status, headers, body: text }
          : await byBytes.send(request, signals);
      },
    },
    load(next) {
      loaded = next;
      asked = [];
    },
    get asked() {
      return asked;
    },
  };
}

const textOf = (body: string | Uint8Array | undefined): string =>
  body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : (body ?? '');

/** The runtime inflates by itself, and its stream fails where it cannot. */
function responseOf({ status, headers, bytes }: CarriedReply): Response {
  if (status === 204) return new Response(null, { status, headers });
  if (headers['content-encoding'] === undefined) return new Response(bytes, { status, headers });
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(inflated, { status, headers });
}
