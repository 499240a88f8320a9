import http from 'node:http';

import type { Clock } from '@understudy/core/provider';

import type { OutgoingCallback } from '../dialects/callback-request.ts';
import type { CallbackFailure } from '../journal/journal-event.ts';

/** How long a receiver has in real time, its whole reply included. */
const limitMs = 5_000;
/** In so many a slow body is sent. */
const pieces = 10;
const maxReplyBytes = 64 * 1024;

/** Sends one callback on a connection of its own, follows nothing, and says how it was received. Never rejects. */
export async function sendCallback(
  { url, method, headers, body, slowMs = 0, localAddress }: OutgoingCallback,
  {
    clock,
    realClock,
    signal,
  }: { readonly clock: Clock; readonly realClock: Clock; readonly signal: AbortSignal },
): Promise<'acknowledged' | CallbackFailure> {
  const done = new AbortController();
  const limit = realClock
    .sleep(limitMs, { signal: AbortSignal.any([done.signal, signal]), keepAlive: false })
    .then(
      () => 'timeout' as const,
      () => 'network' as const,
    );
  const request = http.request(url, {
    method,
    agent: false,
    ...(localAddress === undefined ? {} : { localAddress }),
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
  });
  const reception = new Promise<'acknowledged' | CallbackFailure>((resolve) => {
    request.on('error', () => resolve('network'));
    request.on('response', (response) => {
      const { statusCode = 0 } = response;
      const outcome = statusCode >= 200 && statusCode < 300 ? 'acknowledged' : 'status';
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > maxReplyBytes) resolve('status');
      });
      response.on('error', () => resolve('network'));
      response.on('end', () => resolve(outcome));
    });
  });
  if (slowMs === 0) request.end(body);
  else void writeSlowly(request, { body, ms: slowMs, clock, signal: done.signal });
  const outcome = await Promise.race([reception, limit]);
  done.abort();
  request.destroy();
  return outcome;
}

/** Sends a body piece by piece. */
async function writeSlowly(
  request: http.ClientRequest,
  terms: {
    readonly body: string;
    readonly ms: number;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { body, ms, clock, signal } = terms;
  const bytes = Buffer.from(body);
  const pieceLength = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let sent = 0; sent < bytes.length; sent += pieceLength) {
    request.write(bytes.subarray(sent, sent + pieceLength));
    const isOver = await clock.sleep(ms / pieces, { signal, keepAlive: false }).then(
      () => false,
      () => true,
    );
    if (isOver) return;
  }
  request.end();
}
