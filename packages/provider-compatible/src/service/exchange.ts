import type {
  CallContext,
  Operation,
  ProviderError,
  Task,
  Transport,
  TransportResponse,
} from '@understudy/core/provider';
import { boundedRaw } from '@understudy/core/wire';

import { type ApiKey, readApiKey } from '../account/read-api-key.ts';
import { secretsOf } from '../account/secrets-of.ts';
import { type FailedReply, failureOf, type RefusalReading } from '../errors/failure-of.ts';
import { malformed, type Reply } from '../reply/reply.ts';
import type { WireCall } from './wire-call.ts';

/** What every call of one account has in common. */
export interface Connection {
  readonly providerId: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: ApiKey;
  readonly transport: Transport;
  readonly proxyUrl?: string | undefined;
  readonly reading: RefusalReading;
}

export interface ExchangeRequest<Value> {
  readonly connection: Connection;
  readonly operation: Operation;
  readonly call: WireCall<Value>;
  readonly context: CallContext;
  /** Names the secrets that a submit carries beside the key. */
  readonly task?: Task | undefined;
}

export interface Answered<Value> {
  readonly value: Value;
  /** The reply as it came, bounded and redacted. */
  readonly raw: string;
}

/** Sends one request and reads its reply. @throws {ProviderError} for whatever is no answer. */
export async function exchange<Value>(request: ExchangeRequest<Value>): Promise<Answered<Value>> {
  const { reply, answered, failure } = await ask(request);
  if (reply.status === 'ok') return answered(reply.value);
  throw failure(reply);
}

/** Like {@link exchange}, but knows of answers that are not ready. */
export async function exchangePoll<Value>(
  request: ExchangeRequest<Value>,
): Promise<Answered<Value> | 'pending'> {
  const { reply, status, answered, failure } = await ask(request);
  if (reply.status === 'ok') return answered(reply.value);
  if (reply.status === 'pending' || (status === 202 && reply.status === 'malformed'))
    return 'pending';
  throw failure(reply);
}

interface Asked<Value> {
  readonly status: number;
  readonly reply: Reply<Value>;
  answered(value: Value): Answered<Value>;
  failure(reply: FailedReply['reply']): ProviderError;
}

async function ask<Value>(request: ExchangeRequest<Value>): Promise<Asked<Value>> {
  const { connection, operation, call, context, task } = request;
  const { providerId, baseUrl, transport, proxyUrl, reading } = connection;
  const apiKey = await readApiKey({ apiKey: connection.apiKey, providerId, operation, context });
  const secrets = secretsOf({ apiKey, proxyUrl, task });
  const { path, ...written } = call.write(apiKey);
  const url = `${baseUrl}/${path}`;
  const response = await transport.send(
    { ...written, url, providerId, operation, secrets },
    context,
  );
  return {
    status: response.status,
    // Otherwise an id or an answer counts under any status: it is what was paid for.
    reply: isRedirect(response) ? malformed('unreadable') : call.read(response.body),
    answered: (value) => ({ value, raw: boundedRaw(response.body, secrets) }),
    failure: (reply) =>
      failureOf({
        reply,
        response,
        reading,
        providerId,
        operation,
        secrets,
        nowEpochMs: context.clock.epochMs(),
      }),
  };
}

const isRedirect = ({ status }: TransportResponse): boolean => status >= 300 && status < 400;
