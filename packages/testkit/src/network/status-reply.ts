import type { WireReply } from '../dialects/wire.ts';
import { errorPage } from '../faults/error-page.ts';
import type { StatusFault } from '../faults/network/status-fault.ts';
import { httpDateOf } from '../seams/http-date.ts';

/** What a reply may have to speak of. */
export interface StatusTerms {
  readonly epochMs: number;
  /** Path and query of the request. */
  readonly url: string;
  readonly host: string;
}

type HttpStatus = Extract<StatusFault, { readonly kind: 'http-status' }>;

const bodiless: ReadonlySet<number> = new Set([204, 304]);
const dayMs = 86_400_000;

/** What is said instead of the service's answer. */
export function statusReply(fault: StatusFault, terms: StatusTerms): WireReply {
  switch (fault.kind) {
    case 'html-200':
      return errorPage({ status: 200, shownStatus: 502, isHtml: true });
    case 'redirect': {
      const status = fault.status ?? 302;
      const page = errorPage({ status, shownStatus: status, isHtml: true });
      return { ...page, headers: { ...page.headers, location: locationOf(fault.to, terms) } };
    }
    case 'http-status': {
      const page = pageOf(fault);
      const retryAfter = retryAfterOf(fault, terms);
      if (retryAfter === undefined) return page;
      return { ...page, headers: { ...page.headers, 'retry-after': retryAfter } };
    }
  }
}

function pageOf({
  status,
  html = status >= 500,
  page = html ? 'html' : 'text',
}: HttpStatus): WireReply {
  if (page === 'empty' || bodiless.has(status)) return { status, headers: {}, body: '' };
  if (page === 'json') {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return { status, headers, body: JSON.stringify({ error: `HTTP ${status}` }) };
  }
  const plain = errorPage({ status, shownStatus: status, isHtml: page !== 'text' });
  if (page !== 'cloudflare') return plain;
  const headers = { ...plain.headers, server: 'cloudflare', 'cf-ray': '0123456789abcdef-FRA' };
  const body = `<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Error ${status}</h1></body></html>`;
  return { status, headers, body };
}

function retryAfterOf(
  { retryAfter, retryAfterSeconds }: HttpStatus,
  { epochMs }: StatusTerms,
): string | undefined {
  switch (retryAfter) {
    case 'http-date':
      return httpDateOf(epochMs + (retryAfterSeconds ?? 20) * 1_000);
    case 'past':
      return httpDateOf(epochMs - dayMs);
    case 'garbage':
      return 'soon';
    case 'absurd':
      return '1000000000';
    case undefined:
      return retryAfterSeconds === undefined ? undefined : String(retryAfterSeconds);
  }
}

/** The query stays behind: it may have the key in it. */
function locationOf(
  to: 'other-host' | 'loop' | 'https' | 'http',
  { url, host }: StatusTerms,
): string {
  const path = url.split('?')[0] ?? '/';
  if (to === 'loop') return path;
  return to === 'other-host' ? `http://elsewhere.invalid${path}` : `${to}://${host}${path}`;
}
