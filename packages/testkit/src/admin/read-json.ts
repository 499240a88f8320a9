import type { IncomingMessage } from 'node:http';

import { AdminError } from './admin-error.ts';

const usualMaxBytes = 1024 * 1024;

/**
 * The body as JSON; undefined when there is none. It must say that it is JSON: a page in a browser cannot send that
 * to another origin without asking first.
 */
export async function readJson(
  request: IncomingMessage,
  maxBytes = usualMaxBytes,
): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBytes)
      throw new AdminError(413, { field: 'body', message: `at most ${maxBytes} bytes` });
    chunks.push(bytes);
  }
  if (length === 0) return undefined;
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type))
    throw new AdminError(415, { field: 'content-type', message: 'must be application/json' });
  try {
    return JSON.parse(Buffer.concat(chunks, length).toString());
  } catch {
    throw new AdminError(400, { field: 'body', message: 'is not JSON' });
  }
}
