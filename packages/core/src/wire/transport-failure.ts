import { ProviderError } from '../errors/provider-error.ts';
import type { TransportRequest } from '../provider/transport.ts';
import { failureCode } from './failure-code.ts';
import { redactedCause } from './redacted-cause.ts';
import { redact } from './redaction.ts';

/** The part of a request that its failure speaks of. */
export type FailedRequest = Pick<TransportRequest, 'providerId' | 'operation' | 'secrets'>;

export interface TransportFailure {
  readonly request: FailedRequest;
  /** False only when it is certain: a byte that may have been written counts as written. */
  readonly areBytesWritten: boolean;
  readonly cause: unknown;
}

/**
 * The one place that says what a failed request means: nothing was sent (`unreachable`), or the reply is lost, which
 * on a submit leaves open whether the task was accepted.
 */
export function transportFailure({
  request,
  areBytesWritten,
  cause,
}: TransportFailure): ProviderError {
  if (ProviderError.isInstance(cause)) return cause;
  const { providerId, operation, secrets } = request;
  const code = failureCode(cause);
  const why = code === undefined ? '' : ` (${redact(code, secrets)})`;
  const init = { providerId, operation, cause: redactedCause(cause, secrets) };
  if (!areBytesWritten) {
    const message = `${providerId}: no connection for the ${operation}${why}; nothing was sent`;
    return new ProviderError({ ...init, code: 'unreachable', message });
  }
  if (operation === 'submit') {
    const message = `${providerId}: the reply to the submit was lost${why}; the task may have been accepted`;
    return new ProviderError({ ...init, code: 'outcome-unknown', message });
  }
  const message = `${providerId}: the reply to the ${operation} was lost${why}; asking again is free`;
  return new ProviderError({ ...init, code: 'provider-unavailable', message });
}

export interface UnreadableReply {
  readonly request: FailedRequest;
  /** What is wrong with the reply, without a word of it. */
  readonly problem: string;
  readonly cause?: unknown;
}

/** A reply that came but cannot be read: too long, or not in the encoding that it declares. */
export function unreadableReply({ request, problem, cause }: UnreadableReply): ProviderError {
  const { providerId, operation, secrets } = request;
  return new ProviderError({
    code: 'protocol-violated',
    providerId,
    operation,
    message: `${providerId}: the reply to the ${operation} ${problem}`,
    cause: cause === undefined ? undefined : redactedCause(cause, secrets),
  });
}
