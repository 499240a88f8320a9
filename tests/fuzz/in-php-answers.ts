import type { CompatibleTaskType } from '@understudy/provider-compatible';

import {
  drawAnswer,
  type DrawnAnswer,
  type GeetestV4Values,
  geetestV4Solution,
} from './answers.ts';
import type { Draw } from './draw.ts';
import { quoted } from './write-json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An answer as in.php writes it, in JSON and in text. */
export interface InPhpAnswer {
  /** What stands in `request`, as JSON text. */
  readonly json: string;
  /** What stands behind `OK|`; absent where the shape has none. */
  readonly text?: string;
  /** What it is to be understood as, without the type. */
  readonly solution: Fields;
}

/** Draws an answer, and one of the shapes in which it comes. */
export function drawInPhpAnswer(type: CompatibleTaskType, draw: Draw): InPhpAnswer {
  const answer = drawAnswer(type, draw);
  switch (answer.shape) {
    case 'token':
      return ofToken({ type, token: answer.token }, draw);
    case 'text':
      return ofText(answer.text, draw);
    case 'clearance':
      return ofClearance(answer, draw);
    case 'geetest-v3':
      return ofGeetestV3(answer.values, draw);
    case 'geetest-v4':
      return ofGeetestV4(answer.values, draw);
    case 'cells':
      return ofCells(answer.cells, draw);
    case 'lemin':
      return ofLemin(answer, draw);
    case 'waf':
      return ofWaf(answer, draw);
    case 'raw':
      return ofRaw(answer.word, draw);
  }
}

const googleTypes = ['recaptcha-v2', 'recaptcha-v3', 'hcaptcha'];

const tokenNames = (type: CompatibleTaskType): readonly [string, ...string[]] =>
  googleTypes.includes(type) ? ['token', 'gRecaptchaResponse'] : ['token'];

/** Text as it is, or in a field of an object. */
function ofToken(
  { type, token }: { readonly type: CompatibleTaskType; readonly token: string },
  draw: Draw,
): InPhpAnswer {
  const name = draw.of(tokenNames(type));
  const json = draw.chance(0.8) ? quoted(token) : JSON.stringify({ [name]: token });
  return { json, text: asHtml(token, draw), solution: { token } };
}

/** An object as itself or as JSON text, in a reply in text as the latter only. */
function object(
  { fields, solution }: { readonly fields: Fields; readonly solution: Fields },
  draw: Draw,
): InPhpAnswer {
  const json = JSON.stringify(fields);
  return {
    json: draw.chance(0.5) ? json : quoted(json),
    text: asHtml(json, draw),
    solution,
  };
}

/** Some services write text as PHP's `htmlspecialchars` does. An ampersand alone is one all the same. */
const asHtml = (text: string, draw: Draw): string =>
  draw.chance(0.4) ? text.replaceAll('&', '&amp;').replaceAll('"', '&quot;') : text;

/** Entities in what a picture says are meant. */
function ofText(text: string, draw: Draw): InPhpAnswer {
  const isNumber = /^[1-9]\d*$/.test(text) && draw.chance(0.5);
  return { json: isNumber ? text : quoted(text), text, solution: { text } };
}

function ofClearance(
  { cookie, userAgent }: Extract<DrawnAnswer, { readonly shape: 'clearance' }>,
  draw: Draw,
): InPhpAnswer {
  const solution = { cfClearance: cookie };
  const cookies = draw.of<unknown>([
    { cf_clearance: cookie },
    `session=1; cf_clearance=${cookie}`,
    [
      { name: 'session', value: '1' },
      { name: 'cf_clearance', value: cookie },
    ],
  ]);
  return draw.of([
    { json: quoted(cookie), text: cookie, solution },
    textOnly(`cf_clearance=${cookie};user_agent=${userAgent}`, { ...solution, userAgent }),
    textOnly(`user_agent=${userAgent}; cf_clearance=${cookie}`, { ...solution, userAgent }),
    object({ fields: { cookies, userAgent }, solution: { ...solution, cookies, userAgent } }, draw),
    object(
      {
        fields: { cf_clearance: cookie, user_agent: userAgent },
        solution: { ...solution, userAgent },
      },
      draw,
    ),
  ]);
}

const textOnly = (text: string, solution: Fields): InPhpAnswer => ({
  json: quoted(text),
  text,
  solution,
});

function ofGeetestV3(values: Fields, draw: Draw): InPhpAnswer {
  const { challenge, validate, seccode } = values;
  const prefixed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`geetest_${name}`, value]),
  );
  return draw.of([
    object({ fields: prefixed, solution: values }, draw),
    object({ fields: values, solution: values }, draw),
    textOnly(
      `challenge:${String(challenge)},validate:${String(validate)},seccode:${String(seccode)}`,
      values,
    ),
  ]);
}

function ofGeetestV4(values: GeetestV4Values, draw: Draw): InPhpAnswer {
  // Seconds, that some write as a number.
  const written = draw.chance(0.3) ? { ...values, gen_time: Number(values.gen_time) } : values;
  return object({ fields: written, solution: geetestV4Solution(values) }, draw);
}

function ofCells(cells: readonly number[], draw: Draw): InPhpAnswer {
  const solution = { cells };
  const list = JSON.stringify(cells);
  const flags = Array.from({ length: 9 }, (_, index) => cells.includes(index + 1));
  return draw.of([
    { json: list, text: list, solution },
    { json: quoted(list), text: list, solution },
    textOnly(`click:${cells.join('/')}`, solution),
    textOnly(cells.join(','), solution),
    { json: JSON.stringify(flags), text: JSON.stringify(flags), solution },
    object({ fields: { [draw.of(['click', 'cells', 'answer'])]: cells }, solution }, draw),
  ]);
}

function ofLemin(
  { answer, challengeId }: Extract<DrawnAnswer, { readonly shape: 'lemin' }>,
  draw: Draw,
): InPhpAnswer {
  return draw.of([
    textOnly(answer, { answer }),
    object(
      {
        fields: { answer, [draw.of(['challenge_id', 'challenge_uuid'])]: challengeId },
        solution: { answer, challengeId },
      },
      draw,
    ),
  ]);
}

function ofWaf(
  { token, voucher, existingToken }: Extract<DrawnAnswer, { readonly shape: 'waf' }>,
  draw: Draw,
): InPhpAnswer {
  const cookies = { 'aws-waf-token': token };
  return draw.of([
    textOnly(token, { token }),
    textOnly(`aws-waf-token=${token}; Path=/`, { token }),
    object(
      {
        fields: { captcha_voucher: voucher, existing_token: existingToken },
        solution: { voucher, existingToken },
      },
      draw,
    ),
    object({ fields: { cookies }, solution: { token, cookies } }, draw),
  ]);
}

/** Whatever stands there is the answer, in text with its entities. */
function ofRaw(word: string, draw: Draw): InPhpAnswer {
  const fields = { word, user_agent: 'inside' };
  return draw.of<InPhpAnswer>([
    { json: quoted(word), text: word, solution: { value: word } },
    { json: quoted(`${word}&amp;`), text: `${word}&amp;`, solution: { value: `${word}&amp;` } },
    { json: JSON.stringify(fields), solution: { value: fields } },
    { json: JSON.stringify([word, 1]), solution: { value: [word, 1] } },
  ]);
}
