const deepestCause = 3;

/** The `code` of a foreign error, or of the first of its causes that has one. */
export function failureCode(error: unknown): string | undefined {
  let current = error;
  for (
    let depth = 0;
    depth <= deepestCause && typeof current === 'object' && current !== null;
    depth += 1
  ) {
    const code: unknown = Object(current).code;
    if (typeof code === 'string' && /^\w{1,60}$/.test(code)) return code;
    // `net.connect` reports several refused addresses as an AggregateError without a cause.
    current = current instanceof AggregateError ? current.errors[0] : Object(current).cause;
  }
  return undefined;
}

const connectCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_INVALID_URL',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  // What undici refuses to send, and how it reports a proxy that asks for credentials (407).
  'UND_ERR_INVALID_ARG',
  'UND_ERR_PRX_TLS',
]);

/** Whether the code of a failure proves that no byte of the request was written. */
export function isConnectFailure(error: unknown): boolean {
  const code = failureCode(error);
  // The names of X.509 verification errors, see `verify` in the OpenSSL manual.
  return code !== undefined && (connectCodes.has(code) || /^(CERT|CRL|UNABLE_TO)_/.test(code));
}
