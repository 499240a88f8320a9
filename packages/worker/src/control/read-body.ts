import type { IncomingMessage } from 'node:http';

/** Reads a body of at most so many bytes; undefined when it is longer. Rejects when the other side goes away. */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
): Promise<string | undefined> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > maxBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length).toString();
}
