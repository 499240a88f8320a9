import type { CallbackRequest } from '../provider/callback.ts';
import type { Clock } from '../provider/clock.ts';
import { within } from '../seams/within.ts';

const longestBody = 65_536;
const longestUrl = 16_384;
const readWithinMs = 5_000;

/** A callback as it came in, or the HTTP status that refuses it. */
export type ReceivedCallback =
  | {
      readonly kind: 'request';
      readonly secret: string;
      readonly request: Omit<CallbackRequest, 'taskType'>;
    }
  | { readonly kind: 'refused'; readonly status: 404 | 405 | 408 | 413 | 414 };

/** Reads a callback within bounds of size and time. Its secret is the last part of the path. */
export async function receiveCallback(request: Request, clock: Clock): Promise<ReceivedCallback> {
  const { method, url } = request;
  if (method !== 'GET' && method !== 'POST') return { kind: 'refused', status: 405 };
  if (url.length > longestUrl) return { kind: 'refused', status: 414 };
  const secret = new URL(url).pathname.split('/').at(-1) ?? '';
  if (secret === '') return { kind: 'refused', status: 404 };
  const read = await within({ clock, limitMs: readWithinMs }, () => readBody(request));
  if (read.kind !== 'value') return { kind: 'refused', status: 408 };
  if (read.value === undefined) return { kind: 'refused', status: 413 };
  const headers = Object.fromEntries(request.headers);
  return { kind: 'request', secret, request: { method, url, headers, body: read.value } };
}

/** The body as text, or undefined when it is too long. */
async function readBody({ body }: Request): Promise<string | undefined> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > longestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
