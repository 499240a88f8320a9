import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';

import type * as z from 'zod';

import { ControlError } from './control-error.ts';
import type { ControlFile } from './control-file.ts';
import { limits, type Operation, pathPrefix, replySchemas } from './operations.ts';
import { readBody } from './read-body.ts';
import { errorOf } from './refusal.ts';

/** A wait and the time that its reply takes. */
const silenceMs = limits.waitMs + 10_000;

/** How a call goes out. */
export interface ControlCall {
  readonly file: ControlFile;
  /** One of our own: that of Node may lead through the proxy of the environment. */
  readonly agent: Agent;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the endpoint once. @throws {ControlError}, or what the other process threw. */
export async function callControl<O extends Operation>(
  operation: O,
  body: object,
  call: ControlCall,
): Promise<z.output<(typeof replySchemas)[O]>> {
  const { status, text } = await exchange(operation, JSON.stringify(body), call);
  const value = jsonOf(text);
  if (status !== 200) throw errorOf(value);
  const { data } = replySchemas[operation].safeParse(value);
  if (data === undefined)
    throw new ControlError(
      'refused',
      `the control endpoint answers ${operation} as no worker would`,
    );
  // Of this operation's own schema, which a lookup by a type parameter hides.
  return data as z.output<(typeof replySchemas)[O]>;
}

interface RawReply {
  readonly status: number | undefined;
  readonly text: string;
}

async function exchange(
  operation: Operation,
  body: string,
  { file, agent, signal }: ControlCall,
): Promise<RawReply> {
  const length = Buffer.byteLength(body);
  if (length > limits.requestBytes)
    throw new ControlError(
      'refused',
      `${operation}: a request has at most ${limits.requestBytes} bytes`,
    );
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = httpRequest({
    host: '127.0.0.1',
    port: file.port,
    method: 'POST',
    path: pathPrefix + operation,
    agent,
    timeout: silenceMs,
    headers: {
      authorization: `Bearer ${file.token}`,
      'content-type': 'application/json',
      'content-length': length,
    },
    ...(signal === undefined ? {} : { signal }),
  });
  request.once('response', resolve).once('error', reject);
  request.once('timeout', () => request.destroy(new Error('silence')));
  request.end(body);
  try {
    const response = await promise;
    const text = await readBody(response, 2 * limits.replyBytes);
    if (text === undefined) throw new Error('too long');
    return { status: response.statusCode, text };
  } catch (error) {
    signal?.throwIfAborted();
    const isRefused = Object(error).code === 'ECONNREFUSED';
    throw isRefused
      ? new ControlError('gone', `nobody listens at the port of process ${file.pid} any more`)
      : new ControlError('lost', `process ${file.pid} did not answer ${operation}`);
  } finally {
    request.destroy();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
