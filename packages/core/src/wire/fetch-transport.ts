import type {
  Transport,
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '../provider/transport.ts';
import { BoundedBody, defaultMaxBodyBytes } from './bounded-body.ts';
import { decodeText } from './decode-text.ts';
import { isConnectFailure } from './failure-code.ts';
import { transportFailure, unreadableReply } from './transport-failure.ts';

export interface FetchTransportOptions {
  /** @default the global `fetch`, looked up at each request */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/**
 * The transport for Bun, Deno and edge runtimes. It keeps the contract as far as fetch allows:
 * - fetch does not tell when it has connected. A request can be recalled only before fetch is called, and a failure
 *   counts as a lost reply unless its code names a refused, unresolved or untrusted connection.
 * - The runtime inflates replies by itself: a broken encoding counts as a lost reply.
 * - Proxies, certificates, connection limits and the repetition of requests on stale connections are the runtime's.
 */
export function fetchTransport({ fetch }: FetchTransportOptions = {}): Transport {
  return {
    async send(request, signals) {
      const { signal, recall } = signals;
      const early = [signal, recall].find(({ aborted }) => aborted);
      if (early !== undefined) {
        throw transportFailure({ request, areBytesWritten: false, cause: early.reason });
      }
      try {
        return await untilEnded(signals, (ended) =>
          exchange({ request, ended, fetch: fetch ?? globalThis.fetch }),
        );
      } catch (cause) {
        throw transportFailure({
          request,
          areBytesWritten: signal.aborted || !isConnectFailure(cause),
          cause,
        });
      }
    },
  };
}

/** Without a reason, each abort would make an error with a stack. */
const hasEnded = new Error('the request has ended');

/** Rejects with the signal's reason as soon as it aborts, whatever the runtime makes of the signal. */
async function untilEnded<Result>(
  { signal }: Pick<TransportSignals, 'signal'>,
  work: (ended: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ender = new AbortController();
  let end = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    end = () => {
      reject(signal.reason);
      ender.abort(hasEnded);
    };
  });
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([work(ender.signal), interrupted]);
  } finally {
    signal.removeEventListener('abort', end);
    ender.abort(hasEnded);
  }
}

interface FetchExchange {
  readonly request: TransportRequest;
  readonly ended: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
}

async function exchange({ request, ended, fetch }: FetchExchange): Promise<TransportResponse> {
  const { url, method, headers, body = null } = request;
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    body,
    redirect: 'manual',
    signal: ended,
  });
  if (response.type === 'opaqueredirect') {
    throw unreadableReply({ request, problem: 'is a redirect, which this runtime does not show' });
  }
  const text = decodeText(
    await bytesOf(response, request),
    response.headers.get('content-type') ?? undefined,
  );
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
}

async function bytesOf(response: Response, request: TransportRequest): Promise<Uint8Array> {
  const maxBytes = request.maxBodyBytes ?? defaultMaxBodyBytes;
  const body = new BoundedBody(maxBytes);
  // By hand, because not every runtime's stream is iterable. `untilEnded` cancels what is left unread.
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    if (!body.add(part.value)) {
      throw unreadableReply({ request, problem: `is longer than ${maxBytes} bytes` });
    }
  }
  return body.bytes();
}
