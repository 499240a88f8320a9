import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { nearestWord } from '@understudy/core/provider';

import { handlers } from './handlers.ts';
import type { JobDesk } from './job-desk.ts';
import { limits, type Operation, pathPrefix } from './operations.ts';
import { readBody } from './read-body.ts';
import { RequestRefusedError } from './refusal.ts';

/** A request to the endpoint, and what it is answered by. */
export interface ControlRequest {
  readonly desk: JobDesk;
  readonly token: string;
  readonly request: IncomingMessage;
  /** Aborts when whoever asked has gone. */
  readonly signal: AbortSignal;
}

/** The reply to a request, as JSON. @throws {RequestRefusedError}, or what the desk throws. */
export async function answerRequest({
  desk,
  token,
  request,
  signal,
}: ControlRequest): Promise<string> {
  const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!isEqual(given, token))
    throw new RequestRefusedError(
      401,
      'authorization must be "Bearer" and the token of control.json',
    );
  const operation = operationOf(request);
  // No page of a browser can send this to another origin without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new RequestRefusedError(415, 'content-type must be application/json');
  const text = await readBody(request, limits.requestBytes);
  if (text === undefined)
    throw new RequestRefusedError(413, `a request has at most ${limits.requestBytes} bytes`);
  const reply = await handlers[operation]({ desk, body: jsonOf(text), signal });
  const json = JSON.stringify(reply);
  if (json.length > limits.replyBytes)
    throw new RequestRefusedError(507, 'the reply is too long; a lower "limit" makes it shorter');
  return json;
}

function operationOf({ method, url = '' }: IncomingMessage): Operation {
  const word = url.startsWith(pathPrefix) ? url.slice(pathPrefix.length) : url;
  const operations = Object.keys(handlers);
  if (!Object.hasOwn(handlers, word)) {
    const nearest = nearestWord(word, operations);
    const hint = nearest === undefined ? operations.join(', ') : `did you mean "${nearest}"?`;
    throw new RequestRefusedError(404, `there is no such path; ${hint}`);
  }
  if (method !== 'POST') throw new RequestRefusedError(405, 'method must be POST');
  // One of the handlers' own names.
  return word as Operation;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefusedError(400, 'the body is not JSON');
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long for a token that is nearly right. */
const isEqual = (left: string, right: string): boolean =>
  timingSafeEqual(digest(left), digest(right));
