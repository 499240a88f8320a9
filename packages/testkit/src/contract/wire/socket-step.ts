import type { ServerResponse } from 'node:http';

import { systemClock } from '@understudy/core/testing';

import type { WireReply } from '../../dialects/wire.ts';
import type { Loss, Step } from './step.ts';
import { replyOf } from './wire-answer.ts';

export interface PerformedStep {
  readonly step: Step;
  readonly response: ServerResponse;
  /** Lets the service do its work. */
  readonly serve: () => WireReply;
  /** Puts the id that was asked about into a scripted reply. */
  readonly aboutAsked: (reply: WireReply) => WireReply;
}

const declaredLength = 100;
/** On sockets time is real. */
const longestPauseMs = 150;
const chunk = new Uint8Array(65_536);

/** Puts a step on the wire. */
export async function performStep({
  step,
  response,
  serve,
  aboutAsked,
}: PerformedStep): Promise<void> {
  if ('isHandled' in step && step.isHandled === true) serve();
  switch (step.kind) {
    case 'serve':
      send(response, serve());
      return;
    case 'late':
      await systemClock.sleep(Math.min(step.byMs, longestPauseMs));
      send(response, serve());
      return;
    case 'say':
      send(response, aboutAsked(replyOf(step.answer)));
      return;
    case 'say-bytes':
      response.writeHead(200, { 'content-type': step.contentType ?? 'text/plain' }).end(step.bytes);
      return;
    case 'rewrite': {
      const reply = serve();
      const { prefix = '', suffix = '', status = reply.status } = step;
      send(response, { ...reply, status, body: prefix + reply.body + suffix });
      return;
    }
    case 'lose':
      await lose(response, step.how);
      return;
    case 'hang':
      if (step.at === 'body') await begin(response);
      return;
    case 'drip':
      response.writeHead(200, { 'content-type': 'text/plain' });
      while (!response.destroyed) {
        response.write(' ');
        await systemClock.sleep(Math.min(step.everyMs, 20), { keepAlive: false });
      }
      return;
    case 'huge':
      response.writeHead(200, { 'content-type': 'text/plain' });
      for (let sent = 0; sent < step.bytes && !response.destroyed; sent += chunk.length) {
        await new Promise<void>((resolve) => void response.write(chunk, () => resolve()));
      }
      response.end();
  }
}

function send(response: ServerResponse, { status, headers, body }: WireReply): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(status === 204 ? undefined : body);
}

/** A head that promises more than three bytes. */
async function begin(response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/plain',
    'content-length': String(declaredLength),
  });
  await new Promise<void>((resolve) => void response.write('OK|', () => resolve()));
}

async function lose(response: ServerResponse, how: Loss): Promise<void> {
  const { socket } = response;
  switch (how) {
    case 'reset-mid-body':
    case 'closed-mid-body':
      await begin(response);
      // What is written must be on its way before the end overtakes it.
      await systemClock.sleep(5);
      break;
    case 'chunk-cut-short':
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      await new Promise<void>((resolve) => void response.write('OK|', () => resolve()));
      await systemClock.sleep(5);
      break;
    case 'garbage':
      socket?.end('\u0000\u0007not HTTP at all\r\n\r\n');
      return;
    case 'bad-chunk':
      socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZZ\r\nOK|1\r\n');
      return;
    default:
      break;
  }
  if (how.startsWith('reset')) socket?.resetAndDestroy();
  else socket?.destroy();
}
