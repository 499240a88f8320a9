import {
  ProviderError,
  type Transport,
  type TransportRequest,
  type TransportSignals,
} from '@understudy/core/provider';

import { turnstile } from './drive-in-php.ts';

/** How a request ended, in what two faces of a fake must agree on. */
export type WireOutcome =
  | {
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string | undefined>>;
    }
  | { readonly code: string; readonly charged: string; readonly cause: unknown };

interface Request {
  readonly transport: Transport;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly operation?: 'submit' | 'poll';
  readonly signals?: Partial<TransportSignals> | undefined;
}

const date = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;

/** Sends a form as a provider would. */
export async function outcomeOf(init: Request): Promise<WireOutcome> {
  const { transport, url, fields, operation = 'submit', signals } = init;
  const request: TransportRequest = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    providerId: 'lead',
    operation,
    secrets: [],
  };
  const never = new AbortController().signal;
  try {
    const { status, headers, body } = await transport.send(request, {
      signal: never,
      recall: never,
      ...signals,
    });
    const { location, 'retry-after': retryAfter, 'content-type': contentType } = headers;
    // The clocks of two faces may differ, the form of a date may not.
    const announced = retryAfter?.replace(date, 'a date');
    return { status, body, headers: { location, 'retry-after': announced, contentType } };
  } catch (error) {
    if (!ProviderError.isInstance(error)) throw error;
    const { code, charged, cause } = error;
    return { code, charged, cause: Object(cause).code ?? Object(cause).name };
  }
}

/** The fields of a submit for a page of its own. */
export const submitOf = (apiKey: string, page: string): Readonly<Record<string, string>> => ({
  key: apiKey,
  ...turnstile(page),
});
