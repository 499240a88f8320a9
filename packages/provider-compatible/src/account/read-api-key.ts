import { type CallContext, type Operation, ProviderError } from '@understudy/core/provider';
import { redactedCause } from '@understudy/core/wire';

import { failureMessage } from '../errors/failure-message.ts';

/** The key itself, or a function that is asked for it before each use. */
export type ApiKey = string | (() => string | Promise<string>);

/** How long a function may take to hand out the key. */
const longestWaitMs = 5_000;

export interface KeyRequest {
  readonly apiKey: ApiKey;
  readonly providerId: string;
  readonly operation: Operation;
  readonly context: Pick<CallContext, 'clock' | 'signal'>;
}

/** The key of this call. @throws {ProviderError} `credentials-rejected` when there is none within 5 s. */
export async function readApiKey({
  apiKey,
  providerId,
  operation,
  context,
}: KeyRequest): Promise<string> {
  if (typeof apiKey === 'string') return apiKey.trim();
  try {
    return await withinBound(askForKey(apiKey), context);
  } catch (cause) {
    context.signal.throwIfAborted();
    throw noKey({ providerId, operation, cause });
  }
}

/** The first 16 hexadecimal digits of the key's SHA-256: they change with the key, and do not reveal it. */
export async function fingerprintOf({
  apiKey,
  providerId,
}: Pick<KeyRequest, 'apiKey' | 'providerId'>): Promise<string> {
  const key = await askForKey(apiKey).catch((cause: unknown) => {
    throw noKey({ providerId, operation: 'balance', cause });
  });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 16);
}

async function askForKey(apiKey: ApiKey): Promise<string> {
  const key: unknown = typeof apiKey === 'string' ? apiKey : await apiKey();
  if (typeof key !== 'string' || key.trim() === '')
    throw new Error('the apiKey function returned no key');
  return key.trim();
}

/** Without a reason, each abort would make an error with a stack. */
const notNeeded = new Error('nobody waits any longer');

async function withinBound(
  key: Promise<string>,
  { clock, signal }: KeyRequest['context'],
): Promise<string> {
  const isDone = new AbortController();
  const overrun = clock
    .sleep(longestWaitMs, { signal: AbortSignal.any([signal, isDone.signal]) })
    .then(() => {
      throw new Error(`the apiKey function took longer than ${longestWaitMs} ms`);
    });
  try {
    return await Promise.race([key, overrun]);
  } finally {
    isDone.abort(notNeeded);
  }
}

interface MissingKey {
  readonly providerId: string;
  readonly operation: Operation;
  readonly cause: unknown;
}

function noKey({ providerId, operation, cause }: MissingKey): ProviderError {
  const code = 'credentials-rejected';
  const reason = 'the apiKey function gave no key';
  return new ProviderError({
    code,
    providerId,
    operation,
    message: failureMessage({ providerId, operation, code, reason }),
    cause: redactedCause(cause, []),
  });
}
