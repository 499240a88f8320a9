import type { GeetestV3Solution, GeetestV4Solution } from '@understudy/core/provider';

import type { JsonObject } from './parse-json.ts';
import { textIn } from './read-field.ts';
import type { UnpackedAnswer } from './unpacked-answer.ts';

/** All of it or nothing: the page checks every value. Names come with and without the prefix `geetest_`. */
export function readGeetestV3(answer: UnpackedAnswer): GeetestV3Solution | undefined {
  const fields = fieldsOf(answer);
  const challenge = named(fields, 'challenge');
  const validate = named(fields, 'validate');
  const seccode = named(fields, 'seccode');
  return challenge === undefined || validate === undefined || seccode === undefined
    ? undefined
    : { challenge, validate, seccode };
}

/** All of it or nothing, like {@link readGeetestV3}. */
export function readGeetestV4(answer: UnpackedAnswer): GeetestV4Solution | undefined {
  const fields = fieldsOf(answer);
  const captchaId = named(fields, 'captcha_id');
  const lotNumber = named(fields, 'lot_number');
  const passToken = named(fields, 'pass_token');
  const genTime = named(fields, 'gen_time');
  const captchaOutput = named(fields, 'captcha_output');
  return captchaId === undefined ||
    lotNumber === undefined ||
    passToken === undefined ||
    genTime === undefined ||
    captchaOutput === undefined
    ? undefined
    : { captchaId, lotNumber, passToken, genTime, captchaOutput };
}

const named = (fields: JsonObject, name: string): string | undefined =>
  textIn(fields, [name, `geetest_${name}`]);

/** Without JSON the values stand as `challenge:a,validate:b,seccode:c`. */
function fieldsOf({ value, fields }: UnpackedAnswer): JsonObject {
  if (fields !== undefined) return fields;
  if (typeof value !== 'string') return {};
  const pairs = value.matchAll(/(?:^|,)\s*([a-z_]+)\s*:\s*([^,]*)/g);
  return Object.fromEntries(Array.from(pairs, ([, name = '', text = '']) => [name, text.trim()]));
}
