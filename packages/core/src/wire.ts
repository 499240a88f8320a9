/** What every HTTP provider needs: transports, safe errors, bounded reading. Loads undici at the first request only. */
export { BoundedBody } from './wire/bounded-body.ts';
export { decodeText } from './wire/decode-text.ts';
export { Exchange } from './wire/exchange.ts';
export type { ExchangeInit } from './wire/exchange.ts';
export { fetchTransport } from './wire/fetch-transport.ts';
export type { FetchTransportOptions } from './wire/fetch-transport.ts';
export { redactedCause } from './wire/redacted-cause.ts';
export { boundedRaw, redact, Redactor } from './wire/redaction.ts';
export { parseRetryAfterMs } from './wire/retry-after.ts';
export type { RetryAfterOptions } from './wire/retry-after.ts';
export { isConnectFailure } from './wire/failure-code.ts';
export { transportFailure, unreadableReply } from './wire/transport-failure.ts';
export type { FailedRequest, TransportFailure, UnreadableReply } from './wire/transport-failure.ts';
export { undiciTransport } from './wire/undici-transport.ts';
export type { UndiciTransportOptions } from './wire/undici-transport.ts';
