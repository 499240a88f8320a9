import type { OutgoingCallback } from '../dialects/callback-request.ts';
import { wordedAsIdAndCode } from '../dialects/callback-request.ts';
import type { CallbackManner } from './callback-plans.ts';

/** A callback as a fault has it sent. */
export function inManner(request: OutgoingCallback, manner: CallbackManner): OutgoingCallback {
  const { paddingBytes, slowMs, localAddress } = manner;
  const url = manner.hasWrongSecret === true ? withWrongSecret(request.url) : request.url;
  const body = paddingBytes === undefined ? request.body : padded(request.body, paddingBytes);
  return { ...request, url, body, slowMs, localAddress };
}

/** A callback in a form that is not its dialect's. */
export function inForm(
  form: NonNullable<CallbackManner['form']>,
  { url, id, code }: { readonly url: string; readonly id: string; readonly code: string },
): OutgoingCallback {
  if (form !== 'json') return wordedAsIdAndCode(form, url, { id, code });
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', url, headers, body: JSON.stringify({ id, code }) };
}

/** A guess instead of each value that only the submit could know. */
function withWrongSecret(url: string): string {
  const wrong = new URL(url);
  const parts = wrong.pathname.split('/');
  wrong.pathname = [...parts.slice(0, -1), `not-${parts.at(-1) ?? ''}`].join('/');
  for (const name of [...wrong.searchParams.keys()]) {
    if (name !== 'id' && name !== 'code') wrong.searchParams.set(name, 'guessed');
  }
  return wrong.href;
}

function padded(body: string, bytes: number): string {
  if (body.startsWith('{')) return `${body.slice(0, -1)},"padding":"${'x'.repeat(bytes)}"}`;
  return `${body}${body === '' ? '' : '&'}padding=${'x'.repeat(bytes)}`;
}
