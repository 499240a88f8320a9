import type { IncomingMessage } from 'node:http';

/** Room for the largest picture that a service takes, in base64. */
const maxBodyBytes = 4 * 1024 * 1024;

/** The whole body; undefined when it is too long, which ends the reading. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBodyBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}
