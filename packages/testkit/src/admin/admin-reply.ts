import type { ServerResponse } from 'node:http';

/** What the admin API answers. */
export type AdminReply =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'text'; readonly contentType: string; readonly body: string }
  /** Goes on until either side ends it. */
  | { readonly kind: 'stream'; readonly start: (response: ServerResponse) => void };

/** A reply that went well. */
export const json = (body: unknown, status = 200): AdminReply => ({ kind: 'json', status, body });

/** Puts a reply on the wire. */
export function sendReply(response: ServerResponse, reply: AdminReply): void {
  if (reply.kind === 'stream') {
    reply.start(response);
    return;
  }
  const body = reply.kind === 'json' ? `${JSON.stringify(reply.body)}\n` : reply.body;
  response.writeHead(reply.kind === 'json' ? reply.status : 200, {
    'content-type': reply.kind === 'json' ? 'application/json' : reply.contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
