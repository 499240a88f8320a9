import type { CallbackRequest } from '@understudy/core/provider';

import { isJsonObject, type JsonObject, parseJson } from '../reply/parse-json.ts';
import { firstOf } from '../reply/read-field.ts';
import { readId } from '../reply/read-id.ts';
import { cleanText } from '../reply/read-words.ts';
import type { CallbackReading } from './callback-style.ts';
import { isServiceId } from './matching-id.ts';

export interface CallbackQuestion extends CallbackReading {
  /** Where the id stands in the family of the service, the surest name first. */
  readonly usualIdNames: readonly string[];
}

/** A callback is an id and an answer of a few kilobytes, in its body or its query: whatever is longer is none. */
const longestBody = 65_536;

/**
 * Reads which id a callback speaks of: from the query of a GET, from a form, or from JSON (protocols.md, sections 1.6,
 * 2.1 and 3.1). The answer beside the id is left alone.
 */
export function callbackId(
  request: CallbackRequest,
  { usualIdNames, idField, answerField, idPattern }: CallbackQuestion,
): string | undefined {
  const fields = fieldsOf(request);
  if (answerField !== undefined && firstOf(fields, [answerField]) === undefined) return undefined;
  const id = readId(firstOf(fields, idField === undefined ? usualIdNames : [idField]));
  return id !== undefined && isServiceId(id, idPattern) ? id : undefined;
}

/** JSON says everything itself; what a form leaves out may stand in the query. */
function fieldsOf({ method, url, body }: CallbackRequest): JsonObject {
  if (body.length > longestBody || url.length > longestBody) return {};
  const [, query = ''] = url.split(/\?(.*)/s);
  if (method !== 'POST') return formFields(query);
  const text = cleanText(body);
  const json = parseJson(text);
  return isJsonObject(json) ? json : { ...formFields(query), ...formFields(text) };
}

/** The first value of each name that has one. */
const formFields = (form: string): JsonObject =>
  Object.fromEntries(
    [...new URLSearchParams(form)].filter(([, value]) => value !== '').toReversed(),
  );
