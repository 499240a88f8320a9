import type { JsonValue } from '@understudy/core/provider';

import { isJsonObject, type JsonObject, parseJson } from '../reply/parse-json.ts';
import { cleanText, isErrorCode, isNotReady, readWords } from '../reply/read-words.ts';
import { malformed, refused, type Reply } from '../reply/reply.ts';

/** What an affirmative reply carries. */
export interface InPhpAnswer {
  /** An id, an answer, an amount: whatever was asked for. */
  readonly payload: JsonValue;
  /** The whole reply where it was an object: user agents and prices stand beside the payload. */
  readonly beside: JsonObject;
  /** Whether the reply was text, in which answers may be written with HTML entities. */
  readonly isText: boolean;
}

/**
 * Reads what in.php and res.php send: JSON or text, whatever was asked for, whatever the content type says
 * (protocols.md, sections 1.4 and 2.2).
 */
export function decodeInPhp(body: string): Reply<InPhpAnswer> {
  const text = cleanText(body);
  const json = parseJson(text);
  if (isJsonObject(json)) return decodeObject(json);
  return decodeText(typeof json === 'string' ? json.trim() : text);
}

function decodeText(text: string): Reply<InPhpAnswer> {
  // At the first bar only: answers may contain others.
  if (text.startsWith('OK|')) {
    const payload = text.slice('OK|'.length);
    if (isNotReady(payload)) return { status: 'pending' };
    if (isErrorCode(payload)) return refused(payload);
    return { status: 'ok', value: { payload, beside: {}, isText: true } };
  }
  return readWords(text);
}

function decodeObject(reply: JsonObject): Reply<InPhpAnswer> {
  const payload = reply['request'] ?? reply['result'];
  const status = reply['status'];
  if (isNotReady(payload)) return { status: 'pending' };
  if (isErrorCode(payload)) return refused(payload);
  if (isAffirmative(status))
    return payload == null ? malformed('no-answer') : answer(payload, reply);
  const said = payload ?? reply['error'] ?? reply['errorCode'] ?? reply['error_text'];
  if (status == null && said == null)
    return isGeetestV3(reply) ? answer(reply, reply) : malformed('unreadable');
  if (status == null) return decodeStatusless(said ?? '');
  return typeof said === 'string' && said !== '' ? refused(said) : malformed('unreadable');
}

const answer = (payload: JsonValue, beside: JsonObject): Reply<InPhpAnswer> => ({
  status: 'ok',
  value: { payload, beside, isText: false },
});

/** The only answer that is known to come without a status (protocols.md, section 1.4). */
const isGeetestV3 = (reply: JsonObject): boolean =>
  ['challenge', 'validate', 'seccode'].every(
    (name) => typeof (reply[name] ?? reply[`geetest_${name}`]) === 'string',
  );

/** Without a status nothing tells an answer from a complaint, but a code speaks for itself. */
const decodeStatusless = (said: JsonValue): Reply<InPhpAnswer> =>
  typeof said === 'string' ? readWords(said) : malformed('unreadable');

/** Seen as 1, "1", true and 1.0. */
const isAffirmative = (status: JsonValue | undefined): boolean =>
  status === true ||
  (typeof status === 'string' && status.toLowerCase() === 'true') ||
  Number(status) === 1;
