import type { CallbackNotice, CallbackRequest } from '@understudy/core/provider';

import { isJsonObject, parseJson } from '../reply/parse-json.ts';
import { firstOf } from '../reply/read-field.ts';
import { readId } from '../reply/read-id.ts';
import { readTicket } from '../service/task-ticket.ts';

/** 2captcha's second API calls back as its first one does, with an `id`; everybody else repeats the `taskId`. */
const idNames = ['taskId', 'id'];

/** The longest answers that services give are a few kilobytes. */
const longestBody = 65_536;

/** Reads which ticket a callback speaks of. The answer in it is left alone, because nothing proves who wrote it. */
export function readTaskCallback(request: CallbackRequest): CallbackNotice | undefined {
  const id = idIn(request);
  if (id === undefined) return undefined;
  // Services of this dialect number their tasks or give them UUIDs, and no UUID is all digits.
  const isNumber = /^\d+$/.test(id) ? { isInteger: true } : {};
  const ticket = readTicket({ id, type: request.taskType, ...isNumber });
  return ticket === undefined ? undefined : { ticket };
}

function idIn({ method, url, body }: CallbackRequest): string | undefined {
  if (body.length > longestBody) return undefined;
  if (method !== 'POST')
    return idInForm(new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : ''));
  const json = parseJson(body);
  return isJsonObject(json) ? readId(firstOf(json, idNames)) : idInForm(new URLSearchParams(body));
}

const idInForm = (form: URLSearchParams): string | undefined =>
  readId(idNames.map((name) => form.get(name)).find((id) => id !== null));
