import type { CallbackNotice, CallbackRequest } from '@understudy/core/provider';

import { isJsonObject, parseJson } from '../reply/parse-json.ts';
import { firstOf } from '../reply/read-field.ts';
import { readId } from '../reply/read-id.ts';
import { readTicket } from '../service/task-ticket.ts';

/** uCaptcha calls the id `captcha_id`; everybody else calls it `id`. */
const idNames = ['id', 'captcha_id'];

/** A callback is an id and a code: whatever is longer is none. */
const longestBody = 65_536;

/**
 * Reads which ticket a callback speaks of: from the query of a GET, from a form, or from JSON (protocols.md, sections
 * 1.6 and 2.1). The code beside the id is left alone, because nothing proves who wrote it.
 */
export function readCallback(request: CallbackRequest): CallbackNotice | undefined {
  const id = idIn(request);
  const ticket = id === undefined ? undefined : readTicket({ id, type: request.taskType });
  return ticket === undefined ? undefined : { ticket };
}

function idIn({ method, url, body }: CallbackRequest): string | undefined {
  if (body.length > longestBody) return undefined;
  if (method !== 'POST') return idInQuery(url);
  const json = parseJson(body);
  if (isJsonObject(json)) return readId(firstOf(json, idNames));
  return idInForm(new URLSearchParams(body)) ?? idInQuery(url);
}

const idInQuery = (url: string): string | undefined => {
  const query = url.indexOf('?');
  return query === -1 ? undefined : idInForm(new URLSearchParams(url.slice(query + 1)));
};

const idInForm = (form: URLSearchParams): string | undefined =>
  readId(idNames.map((name) => form.get(name)).find((id) => id !== null));
