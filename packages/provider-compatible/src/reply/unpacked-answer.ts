import type { JsonValue } from '@understudy/core/provider';

import { isJsonObject, type JsonObject, parseJson } from './parse-json.ts';

/** An answer without its wrapping: services write lists and objects as themselves or as JSON text. */
export interface UnpackedAnswer {
  readonly value: JsonValue;
  /** Present where the value is an object. */
  readonly fields?: JsonObject | undefined;
}

/** Takes an answer out of its JSON text, where it is in one. */
export function unpackAnswer(answer: JsonValue): UnpackedAnswer {
  const isJsonText = typeof answer === 'string' && /^\s*[[{]/.test(answer);
  const value = (isJsonText ? parseJson(answer) : undefined) ?? answer;
  return isJsonObject(value) ? { value, fields: value } : { value };
}
