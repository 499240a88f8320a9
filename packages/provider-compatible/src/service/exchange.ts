import type {
  CallContext,
  Operation,
  ProviderError,
  Task,
  Transport,
  TransportResponse,
} from '@understudy/core/provider';
import type { Redactor } from '@understudy/core/wire';

import type { AccountSecrets, CallSecrets } from '../account/account-secrets.ts';
import { type ApiKey, readApiKey } from '../account/read-api-key.ts';
import { type FailedReply, failureOf, type RefusalReading } from '../errors/failure-of.ts';
import { malformed, type Reply } from '../reply/reply.ts';
import type { Answer, BatchAnswer, WireCall } from './wire-call.ts';

/** What every call of one account has in common. */
export interface Connection {
  readonly providerId: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: ApiKey;
  readonly transport: Transport;
  readonly secrets: AccountSecrets;
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
  /** The reply as it came: whoever keeps it puts it through `rawReply` first. */
  readonly body: string;
  readonly redactor: Redactor;
}

/** Sends one request and reads its reply. @throws {ProviderError} for whatever is no answer. */
export async function exchange<Value>(request: ExchangeRequest<Value>): Promise<Answered<Value>> {
  const asked = await ask(request);
  if (asked.reply.status === 'ok') return answered(asked, asked.reply.value);
  throw failureIn(asked, asked.reply);
}

/** Like {@link exchange}, but knows of answers that are not ready. */
export async function exchangePoll<Value>(
  request: ExchangeRequest<Value>,
): Promise<Answered<Value> | 'pending'> {
  const asked = await ask(request);
  const { reply } = asked;
  if (reply.status === 'ok') return answered(asked, reply.value);
  const { pendingStatuses = [] } = request.connection.reading;
  // A page for people comes from whatever stands before the service, which has not been asked then.
  const isTheServices = reply.status === 'malformed' && reply.flaw !== 'html';
  const isPending = isTheServices && [202, ...pendingStatuses].includes(asked.response.status);
  if (reply.status === 'pending' || isPending) return 'pending';
  throw failureIn(asked, reply);
}

/** Like {@link exchange}, at services that record a report and answer it by an error. */
export async function exchangeReport(request: ExchangeRequest<true>): Promise<void> {
  const asked = await ask(request);
  const { reply, response } = asked;
  const { recordedStatuses = [] } = request.connection.reading;
  const isRecorded = reply.status === 'malformed' && recordedStatuses.includes(response.status);
  if (reply.status !== 'ok' && !isRecorded) throw failureIn(asked, reply);
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
  const asked = await ask(request);
  const { reply } = asked;
  if (reply.status === 'pending') return [];
  if (reply.status !== 'ok') throw failureIn(asked, reply);
  return (reply.value ?? []).map((entry): BatchEntry => {
    if (entry.status === 'ok') return { status: 'answered', answer: entry.value };
    if (entry.status === 'pending') return entry;
    return entry.status === 'refused'
      ? { status: 'failed', error: failureIn(asked, entry) }
      : { status: 'unreadable' };
  });
}

interface Asked<Value> {
  readonly request: ExchangeRequest<unknown>;
  readonly response: TransportResponse;
  readonly reply: Reply<Value>;
  readonly secrets: CallSecrets;
}

async function ask<Value>(request: ExchangeRequest<Value>): Promise<Asked<Value>> {
  const { connection, operation, call, context, task } = request;
  const { providerId, baseUrl, transport } = connection;
  const apiKey = await readApiKey({ apiKey: connection.apiKey, providerId, operation, context });
  const secrets = connection.secrets.of(apiKey, { task, callbackUrl: context.callbackUrl });
  const { method, path, headers, body } = call.write(apiKey);
  const url = `${baseUrl}/${path}`;
  const response = await transport.send(
    { method, url, headers, body, providerId, operation, secrets: secrets.all },
    context,
  );
  // Otherwise an id or an answer counts under any status: it is what was paid for.
  const reply = isRedirect(response) ? malformed('unreadable') : call.read(response.body);
  return { request, response, reply, secrets };
}

const answered = <Value>({ response, secrets }: Asked<unknown>, value: Value): Answered<Value> => ({
  value,
  body: response.body,
  redactor: secrets.redactor,
});

function failureIn(
  { request, response, secrets }: Asked<unknown>,
  reply: FailedReply['reply'],
): ProviderError {
  const { connection, operation, context } = request;
  const { providerId, reading } = connection;
  return failureOf({
    reply,
    response,
    reading,
    providerId,
    operation,
    secrets: secrets.all,
    nowEpochMs: context.clock.epochMs(),
  });
}

const isRedirect = ({ status }: TransportResponse): boolean => status >= 300 && status < 400;
