import type { JsonValue, Solution } from '@understudy/core/provider';

import type { CompatibleTaskType } from '../task-types.ts';
import type { JsonObject } from './parse-json.ts';
import { readAmazonWaf } from './read-amazon-waf.ts';
import { readCells } from './read-cells.ts';
import { readClearance } from './read-clearance.ts';
import { readExtras } from './read-extras.ts';
import { textIn, textOf } from './read-field.ts';
import { readGeetestV3, readGeetestV4 } from './read-geetest.ts';
import { readLemin } from './read-lemin.ts';
import { unpackAnswer, type UnpackedAnswer } from './unpacked-answer.ts';

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
  const unpacked = unpackAnswer(answer);
  if (type === 'raw') {
    // A reply without a status is an answer only in the one shape that is known to come without.
    const isStatusless = answer === beside && readGeetestV3(unpacked) === undefined;
    return isStatusless || isNothing(answer)
      ? undefined
      : { type, value: answer, ...readExtras(beside) };
  }
  const solution = readers[type](unpacked);
  if (solution === undefined) return undefined;
  const extras = readExtras({ ...beside, ...unpacked.fields });
  // Each reader stands under the type that its answer belongs to, which TypeScript does not follow through a union.
  return { type, ...extras, ...solution } as Solution;
}

/** A service that says nothing in more words than none has still not answered. */
function isNothing(answer: JsonValue): boolean {
  if (typeof answer === 'string') return answer.trim() === '';
  return answer === null || (typeof answer === 'object' && Object.values(answer).every(isNothing));
}

/** Reads the text of an answer that is one, or that stands in a field of an object. */
const inFields =
  <Name extends string>(name: Name, fieldNames: readonly string[]) =>
  ({ value, fields }: UnpackedAnswer): { readonly [K in Name]: string } | undefined => {
    const text = fields === undefined ? textOf(value) : textIn(fields, fieldNames);
    // A computed name widens to `string`.
    return text === undefined ? undefined : ({ [name]: text } as { readonly [K in Name]: string });
  };

const googleToken = inFields('token', ['gRecaptchaResponse', 'token']);
const token = inFields('token', ['token']);

type Reader<T extends CompatibleTaskType> = (
  answer: UnpackedAnswer,
) => Omit<Solution<T>, 'type'> | undefined;

const readers: { readonly [T in Exclude<CompatibleTaskType, 'raw'>]: Reader<T> } = {
  'recaptcha-v2': googleToken,
  'recaptcha-v3': googleToken,
  // It took over the field's name along with the place of reCAPTCHA.
  hcaptcha: googleToken,
  turnstile: token,
  'friendly-captcha': token,
  captchafox: token,
  funcaptcha: token,
  image: inFields('text', ['text']),
  'cloudflare-challenge': readClearance,
  'geetest-v3': readGeetestV3,
  'geetest-v4': readGeetestV4,
  grid: readCells,
  bls: readCells,
  lemin: readLemin,
  'amazon-waf': readAmazonWaf,
};
