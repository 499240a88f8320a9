import http from 'node:http';
import https from 'node:https';

import type {
  Transport,
  TransportRequest,
  TransportResponse,
  TransportSignals,
} from '@understudy/core/provider';
import { decodeText, transportFailure, unreadableReply } from '@understudy/core/wire';

/** How a connection can end before its reply has. */
export type BrokenOff =
  | 'reset'
  | 'closed'
  | 'reset-in-body'
  | 'closed-in-body'
  | 'closed-in-chunk'
  | 'no-http';

/** What a client on node:http may get wrong. */
export interface ClientFlaw {
  /** Takes such an end for a request that was not sent. */
  readonly takesForUnsent?: BrokenOff | undefined;
  /** Does not end with its signal there; `body`: once a second piece of it has come. */
  readonly isDeafIn?: 'head' | 'body' | undefined;
  /** Ends by itself when a body stops. */
  readonly isHasty?: boolean | undefined;
  /** Takes any certificate. */
  readonly isTrusting?: boolean | undefined;
}

const defaultMaxBodyBytes = 1_048_576;

/** A transport by hand, as an adapter with an HTTP client of its own has it; sound but for its flaw. */
export const ownClient = (flaw: ClientFlaw = {}): Transport => ({
  send: async (request, signals) =>
    await new Promise((resolve, reject) => {
      send(request, { flaw, signals, resolve, reject });
    }),
});

interface Sending {
  readonly flaw: ClientFlaw;
  readonly signals: TransportSignals;
  readonly resolve: (response: TransportResponse) => void;
  readonly reject: (error: unknown) => void;
}

function send(request: TransportRequest, { flaw, signals, resolve, reject }: Sending): void {
  const { signal, recall } = signals;
  const { url, method, headers, body, maxBodyBytes = defaultMaxBodyBytes } = request;
  const over = new AbortController();
  let areBytesWritten = false;
  let incoming: http.IncomingMessage | undefined;
  let pieces = 0;
  const settle = (how: () => void): void => {
    over.abort('over');
    how();
  };
  const fail = (cause: unknown): void =>
    settle(() => reject(transportFailure({ request, areBytesWritten, cause })));
  const early = [signal, recall].find(({ aborted }) => aborted);
  if (early !== undefined) {
    fail(early.reason);
    return;
  }
  const options = { method, headers, agent: false } as const;
  const outgoing = url.startsWith('https:')
    ? https.request(url, { ...options, rejectUnauthorized: flaw.isTrusting !== true })
    : http.request(url, options);
  const breakOff = (cause: unknown): void => {
    const how = brokenOff(cause, incoming);
    if (how === flaw.takesForUnsent) areBytesWritten = false;
    fail(cause);
  };
  const isDeaf = (): boolean =>
    flaw.isDeafIn === 'head' ? incoming === undefined : flaw.isDeafIn === 'body' && pieces > 1;
  const stopBy = ({ reason }: AbortSignal): void => {
    fail(reason);
    outgoing.destroy();
  };
  const { signal: settled } = over;
  signal.addEventListener('abort', () => void (isDeaf() || stopBy(signal)), { signal: settled });
  recall.addEventListener('abort', () => void (areBytesWritten || stopBy(recall)), {
    signal: settled,
  });
  const ready = url.startsWith('https:') ? 'secureConnect' : 'connect';
  outgoing.on('socket', (socket) => socket.on(ready, () => (areBytesWritten = true)));
  outgoing.on('error', breakOff);
  outgoing.on('response', (response) => {
    incoming = response;
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      pieces += 1;
      length += chunk.length;
      chunks.push(chunk);
      if (length > maxBodyBytes) {
        const problem = `is longer than ${maxBodyBytes} bytes`;
        settle(() => reject(unreadableReply({ request, problem })));
        outgoing.destroy();
      }
      if (flaw.isHasty === true) setImmediate(() => response.complete || stopBy(signal));
    });
    response.on('error', breakOff);
    response.on('end', () => {
      const text = decodeText(Buffer.concat(chunks), response.headers['content-type']);
      const named = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
      const status = response.statusCode ?? 0;
      settle(() => resolve({ status, headers: Object.fromEntries(named), body: text }));
    });
  });
  outgoing.end(body);
}

/** What node:http says of each: a FIN is a reset to it, but for the name of the system call. */
function brokenOff(cause: unknown, incoming: http.IncomingMessage | undefined): BrokenOff {
  const { syscall, code } = Object(cause);
  if (String(code).startsWith('HPE_')) return 'no-http';
  const isReset = syscall === 'read';
  if (incoming === undefined) return isReset ? 'reset' : 'closed';
  if (isReset) return 'reset-in-body';
  return 'transfer-encoding' in incoming.headers ? 'closed-in-chunk' : 'closed-in-body';
}
