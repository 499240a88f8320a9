import { isJsonObject, type JsonObject, parseJson } from '../reply/parse-json.ts';
import { cleanText, isNotReady, readWords } from '../reply/read-words.ts';
import { refused, type Reply } from '../reply/reply.ts';

/**
 * Reads the envelope of every reply of the dialect. An error is believed by its code even beside `errorId: 0`, and
 * even beside a solution; `CAPTCHA_NOT_READY` is none, whatever the `errorId` (protocols.md, section 3.1).
 */
export function decodeCreateTask(body: string): Reply<JsonObject> {
  const text = cleanText(body);
  const json = parseJson(text);
  if (!isJsonObject(json)) return readWords(typeof json === 'string' ? json.trim() : text);
  const errorCode = errorCodeOf(json);
  if (errorCode === undefined) return { status: 'ok', value: json };
  return isNotReady(errorCode) ? { status: 'pending' } : refused(errorCode);
}

/** Codes are read by their word: numbers differ from service to service. */
function errorCodeOf({ errorCode, errorId }: JsonObject): string | undefined {
  if (typeof errorCode === 'string' && errorCode !== '') return errorCode;
  // Absent in replies of home-made servers that have nothing to complain of.
  return errorId == null || errorId === false || Number(errorId) === 0
    ? undefined
    : `errorId: ${wordOf(errorId)}`;
}

const wordOf = (errorId: JsonObject[string]): string =>
  typeof errorId === 'object' ? 'unreadable' : String(errorId);
