import type { JsonValue } from '@understudy/core/provider';

import type { WireReply } from '../../dialects/wire.ts';

/** What a service says: an object to be sent as JSON, or a text. Status 200 unless it says otherwise. */
export type WireAnswer =
  | { readonly json: JsonValue; readonly status?: number; readonly headers?: WireHeaders }
  | { readonly text: string; readonly status?: number; readonly headers?: WireHeaders };

type WireHeaders = Readonly<Record<string, string>>;

/** Puts an answer into the form in which it travels. */
export function replyOf(answer: WireAnswer): WireReply {
  const isJson = 'json' in answer;
  const contentType = isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
  return {
    status: answer.status ?? 200,
    headers: { 'content-type': contentType, ...answer.headers },
    body: isJson ? JSON.stringify(answer.json) : answer.text,
  };
}
