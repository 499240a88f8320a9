import type {
  CallContext,
  Operation,
  ProviderError,
  Task,
  Transport,
  TransportResponse,
} from '@understudy/core/provider';

import { type ApiKey, readApiKey } from '../account/read-api-key.ts';
import { secretsOf } from '../account/secrets-of.ts';
import { type FailedReply, failureOf, type RefusalReading } from '../errors/failure-of.ts';
import { rawReply } from '../reply/raw-reply.ts';
import { malformed, type Reply } from '../reply/reply.ts';
import type { Answer, BatchAnswer, WireCall } from './wire-call.ts';

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
  const { pendingStatuses = [] } = request.connection.reading;
  // A page for people comes from whatever stands before the service, which has not been asked then.
  const isTheServices = reply.status === 'malformed' && reply.flaw !== 'html';
  const isPending = isTheServices && [202, ...pendingStatuses].includes(status);
  if (reply.status === 'pending' || isPending) return 'pending';
  throw failure(reply);
}

/** Like {@link exchange}, at services that record a report and answer it by an error. */
export async function exchangeReport(request: ExchangeRequest<true>): Promise<void> {
  const { reply, status, failure } = await ask(request);
  const { recordedStatuses = [] } = request.connection.reading;
  const isRecorded = reply.status === 'malformed' && recordedStatuses.includes(status);
  if (reply.status !== 'ok' && !isRecorded) throw failure(reply);
}

/** What a batch says of one of its tickets. */
export type BatchEntry =
  | { readonly status: 'answered'; readonly answer: Answer }
  | { readonly status: 'pending' }
  | { readonly status: 'failed'; readonly error: ProviderError }
  | { readonly status: 'unreadable' };

/** Like {@link exchange} for several tickets: one entry for each, or none when their entries cannot be told apart. */
export async function exchangeBatch(
  request: ExchangeRequest<BatchAnswer>,
): Promise<readonly BatchEntry[]> {
  const { reply, failure } = await ask(request);
  if (reply.status === 'pending') return [];
  if (reply.status !== 'ok') throw failure(reply);
  return (reply.value ?? []).map((entry): BatchEntry => {
    if (entry.status === 'ok') return { status: 'answered', answer: entry.value };
    if (entry.status === 'pending') return entry;
    return entry.status === 'refused'
      ? { status: 'failed', error: failure(entry) }
      : { status: 'unreadable' };
  });
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
  const secrets = [
    ...secretsOf({ apiKey, proxyUrl, task }),
    ...callbackSecrets(context.callbackUrl),
  ];
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
    answered: (value) => ({ value, raw: rawReply(response.body, secrets) }),
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

/** The end of its path is all that a callback is known by. */
const callbackSecrets = (callbackUrl: string | undefined): readonly string[] =>
  callbackUrl === undefined
    ? []
    : [callbackUrl, callbackUrl.slice(callbackUrl.lastIndexOf('/') + 1)].filter(
        (secret) => secret !== '',
      );

const isRedirect = ({ status }: TransportResponse): boolean => status >= 300 && status < 400;
