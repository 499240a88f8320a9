import type { TransportRequest, TransportSignals } from '../../provider/transport.ts';

export const apiKey = 'k3y+with/odd=chars&more';

/** A paid request, with the key in its body as services want it. */
export const submitTo = (
  url: string,
  overrides: Partial<TransportRequest> = {},
): TransportRequest => ({
  method: 'POST',
  url: `${url}/in.php`,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ key: apiKey, method: 'turnstile' }).toString(),
  providerId: 'captchaai',
  operation: 'submit',
  secrets: [apiKey],
  ...overrides,
});

/** A free question, with the key in its URL because these services leave no choice. */
export const pollOf = (
  url: string,
  overrides: Partial<TransportRequest> = {},
): TransportRequest => ({
  method: 'GET',
  url: `${url}/res.php?${new URLSearchParams({ key: apiKey, action: 'get', id: '7' }).toString()}`,
  headers: {},
  providerId: 'captchaai',
  operation: 'poll',
  secrets: [apiKey],
  ...overrides,
});

/** Signals that nobody aborts, but for those that are given. */
export const signals = (given: Partial<TransportSignals> = {}): TransportSignals => ({
  signal: new AbortController().signal,
  recall: new AbortController().signal,
  ...given,
});
