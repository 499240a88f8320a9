import type { WireReply } from './wire.ts';

/** A reply in plain text. Errors, too, ride on 200. */
export const textReply = (body: string, status = 200): WireReply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

/** A reply in JSON. */
export const jsonReply = (value: unknown): WireReply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** There is nothing at that path. */
export const notFound = (): WireReply => textReply('404 Not Found', 404);
