import type { PollAnswer } from '../core/service-answer.ts';

/** How a dialect tells an outcome to an address: GET with a query, POST of a form, POST of JSON. */
export type CallbackForm = 'query' | 'form' | 'json';

/** A request that a fake sends to a callback URL. */
export interface OutgoingCallback {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the body takes to be sent. */
  readonly slowMs?: number | undefined;
  /** The loopback address that it is sent from. */
  readonly localAddress?: string | undefined;
}

/** What a callback has to say, without its wire format. */
export interface CallbackWords {
  readonly url: string;
  readonly taskId: string;
  /** A forged answer has no task. */
  readonly says: PollAnswer | { readonly kind: 'forged'; readonly code: string };
}

/** The `id` and `code` of the in.php family: CaptchaAI puts them into the query, 2captcha into a form. */
export function wordedAsIdAndCode(
  form: Exclude<CallbackForm, 'json'>,
  url: string,
  words: { readonly id: string; readonly code: string },
): OutgoingCallback {
  if (form === 'form') {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url, headers, body: new URLSearchParams(words).toString() };
  }
  const target = new URL(url);
  for (const [name, value] of Object.entries(words)) target.searchParams.set(name, value);
  return { method: 'GET', url: target.href, headers: {}, body: '' };
}
