import type { CallbackRequest } from '../provider/callback.ts';
import type { Clock } from '../provider/clock.ts';
import { within } from '../seams/within.ts';

const longestBody = 65_536;
const longestUrl = 16_384;
const readWithinMs = 5_000;

/** The HTTP status that refuses a callback. */
export interface CallbackRefusal<Status extends number> {
  readonly kind: 'refused';
  readonly status: Status;
}

/** Whose callback a request is: its secret is the last part of the path. */
export type CallbackAddress =
  | (Pick<CallbackRequest, 'method' | 'url'> & {
      readonly kind: 'addressed';
      readonly secret: string;
    })
  | CallbackRefusal<404 | 405 | 414>;

/** Finds the secret in a request, and reads nothing of its body. */
export function addressOf({ method, url }: Request): CallbackAddress {
  if (method !== 'GET' && method !== 'POST') return { kind: 'refused', status: 405 };
  if (url.length > longestUrl) return { kind: 'refused', status: 414 };
  const secret = new URL(url).pathname.split('/').at(-1) ?? '';
  if (secret === '') return { kind: 'refused', status: 404 };
  return { kind: 'addressed', method, url, secret };
}

export type CallbackBody =
  | { readonly kind: 'read'; readonly text: string }
  | CallbackRefusal<408 | 413>;

/** Reads the body within bounds of size and time. What is not read to its end is cancelled. */
export async function readBody(
  { body }: Request,
  { clock, closed }: { readonly clock: Clock; readonly closed: AbortSignal },
): Promise<CallbackBody> {
  if (body === null) return { kind: 'read', text: '' };
  const bound = { clock, limitMs: readWithinMs, signal: closed };
  const read = await within(bound, (signal) => readText(body, signal));
  if (read.kind !== 'value') return { kind: 'refused', status: 408 };
  if (read.value === undefined) return { kind: 'refused', status: 413 };
  return { kind: 'read', text: read.value };
}

/** The body as text, or undefined when it is too long. */
async function readText(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    // A stream that was cancelled ends as if it were complete.
    signal.throwIfAborted();
    if (done) return Buffer.concat(chunks).toString('utf8');
    length += value.byteLength;
    chunks.push(value);
    if (length <= longestBody) continue;
    cancel();
    return undefined;
  }
}
