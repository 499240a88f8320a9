import type { JsonValue, Solution, SolutionExtras } from '@understudy/core/provider';

import type { CompatibleTaskType } from '../task-types.ts';
import { isJsonObject, type JsonObject, parseJson } from './parse-json.ts';

/** Where the answer stands in a reply that is an object. */
const answerFields: Readonly<Record<CompatibleTaskType, readonly string[]>> = {
  'recaptcha-v2': ['gRecaptchaResponse', 'token'],
  'recaptcha-v3': ['gRecaptchaResponse', 'token'],
  turnstile: ['token'],
  image: ['text'],
};

/** An answer as a service wrote it, and the object in which it stood. */
export interface WrittenAnswer {
  readonly type: CompatibleTaskType;
  /** Text, an object with the answer in one of its fields, or such an object as JSON text. */
  readonly answer: JsonValue;
  /** What the reply says beside the answer. */
  readonly beside: JsonObject;
}

/** The solution with everything that came beside it, or undefined where there is no answer. */
export function readSolution({ type, answer, beside }: WrittenAnswer): Solution | undefined {
  const unpacked =
    typeof answer === 'string' && answer.startsWith('{') ? parseJson(answer) : answer;
  const fields = isJsonObject(unpacked) ? unpacked : undefined;
  const text = textOf(fields === undefined ? answer : firstOf(fields, answerFields[type]));
  if (text === undefined) return undefined;
  const extras = readExtras({ ...beside, ...fields });
  return type === 'image' ? { type, text, ...extras } : { type, token: text, ...extras };
}

function textOf(value: JsonValue | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Services spell the user agent in three ways, some within one client library. */
function readExtras(fields: JsonObject): SolutionExtras {
  const userAgent = firstOf(fields, ['userAgent', 'user_agent', 'useragent']);
  const cookies = fields['cookies'];
  const respKey = fields['respKey'];
  return {
    ...(typeof userAgent === 'string' && userAgent !== '' ? { userAgent } : {}),
    ...(cookies !== undefined && cookies !== null && cookies !== '' ? { cookies } : {}),
    ...(typeof respKey === 'string' && respKey !== '' ? { respKey } : {}),
  };
}

const firstOf = (fields: JsonObject, names: readonly string[]): JsonValue | undefined =>
  names
    .map((name) => fields[name])
    .find((value) => value !== undefined && value !== null && value !== '');
