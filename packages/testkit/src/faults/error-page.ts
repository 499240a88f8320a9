import { STATUS_CODES } from 'node:http';

import type { WireReply } from '../dialects/wire.ts';

/** What a proxy or a broken back end sends instead of an answer. */
export function errorPage(page: {
  /** The status of the reply. */
  readonly status: number;
  /** The status that the text speaks of. */
  readonly shownStatus: number;
  readonly isHtml: boolean;
  readonly retryAfterSeconds?: number | undefined;
}): WireReply {
  const { status, shownStatus, isHtml, retryAfterSeconds } = page;
  const title = `${shownStatus} ${STATUS_CODES[shownStatus] ?? 'Error'}`;
  return {
    status,
    headers: {
      'content-type': isHtml ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: isHtml
      ? `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`
      : title,
  };
}
