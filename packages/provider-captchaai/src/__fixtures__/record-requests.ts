import type nock from 'nock';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as text, exactly as they were sent. */
  readonly body: string;
}

/** Keeps what reaches a scope, before nock reads anything into it. */
export function recordRequests(scope: nock.Scope): readonly RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  scope.on('request', (request: Request, _interceptor: unknown, body: string) => {
    const { pathname, search } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    requests.push({ method: request.method, path: pathname + search, headers, body });
  });
  return requests;
}
