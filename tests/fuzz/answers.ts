import type { CompatibleTaskType } from '@understudy/provider-compatible';

import type { Draw } from './draw.ts';

/** What solves a task, before it is written in one service's shape. Every value is drawn anew. */
export type DrawnAnswer =
  | { readonly shape: 'token'; readonly token: string }
  | { readonly shape: 'text'; readonly text: string }
  | { readonly shape: 'clearance'; readonly cookie: string; readonly userAgent: string }
  | { readonly shape: 'geetest-v3'; readonly values: GeetestV3Values }
  | { readonly shape: 'geetest-v4'; readonly values: GeetestV4Values }
  | { readonly shape: 'cells'; readonly cells: readonly number[] }
  | { readonly shape: 'lemin'; readonly answer: string; readonly challengeId: string }
  | {
      readonly shape: 'waf';
      readonly token: string;
      readonly voucher: string;
      readonly existingToken: string;
    }
  | { readonly shape: 'raw'; readonly word: string };

/** Of version 3, by the names that the page knows. */
export type GeetestV3Values = {
  readonly [Name in 'challenge' | 'validate' | 'seccode']: string;
};

/** Of version 4, by the names that the service knows. */
export type GeetestV4Values = {
  readonly [
    Name in 'captcha_id' | 'lot_number' | 'pass_token' | 'gen_time' | 'captcha_output'
  ]: string;
};

/** An answer to a task of a type. */
export function drawAnswer(type: CompatibleTaskType, draw: Draw): DrawnAnswer {
  switch (type) {
    case 'image':
      return { shape: 'text', text: drawText(draw) };
    case 'cloudflare-challenge':
      return { shape: 'clearance', cookie: `${draw.word()}.Ab-17`, userAgent: drawUserAgent(draw) };
    case 'geetest-v3': {
      const validate = draw.word();
      return {
        shape: 'geetest-v3',
        values: { challenge: draw.word(), validate, seccode: `${validate}|jordan` },
      };
    }
    case 'geetest-v4':
      return {
        shape: 'geetest-v4',
        values: {
          captcha_id: draw.word(),
          lot_number: draw.word(),
          pass_token: draw.word(),
          gen_time: draw.number(10),
          captcha_output: `${draw.word()}==`,
        },
      };
    case 'grid':
    case 'bls':
      return { shape: 'cells', cells: drawCells(draw) };
    case 'lemin':
      return { shape: 'lemin', answer: draw.word(), challengeId: draw.word() };
    case 'amazon-waf':
      return {
        shape: 'waf',
        token: `${draw.word()}:AAoA`,
        voucher: draw.word(),
        existingToken: draw.word(),
      };
    case 'raw':
      return { shape: 'raw', word: draw.word() };
    case 'funcaptcha':
      return { shape: 'token', token: `${draw.word()}|r=eu|${draw.of(['sup=1', '0.25'])}` };
    default:
      return { shape: 'token', token: drawToken(draw) };
  }
}

/** The same by the names of the contract. */
export const geetestV4Solution = (values: GeetestV4Values): Readonly<Record<string, string>> => ({
  captchaId: values.captcha_id,
  lotNumber: values.lot_number,
  passToken: values.pass_token,
  genTime: values.gen_time,
  captchaOutput: values.captcha_output,
});

/** Now and then with a sign that HTML escapes, or with slashes as PHP escapes them. */
const drawToken = (draw: Draw): string =>
  `0.${draw.word()}${draw.of(['-', '_', '.', '/', '&', '=='])}${draw.word(6)}`;

export const drawUserAgent = (draw: Draw): string => `Mozilla/5.0 (${draw.word(6)}) Safari/537.36`;

/** What a picture says: words of two alphabets, digits with a zero in front, an entity that is meant. */
const drawText = (draw: Draw): string =>
  draw.of([
    draw.word(6),
    `${draw.word(3)} ${draw.word(3)}`,
    `Привет ${draw.of(['мир', 'дом', 'лес'])}`,
    `0${draw.number(5)}`,
    draw.number(6),
    `${draw.word(3)}&amp;${draw.word(3)}`,
    `${draw.word(3)}é`,
  ]);

/** Some of nine, in their order. */
function drawCells(draw: Draw): readonly number[] {
  const count = 1 + draw.below(5);
  return draw
    .shuffled([1, 2, 3, 4, 5, 6, 7, 8, 9])
    .slice(0, count)
    .toSorted((left, right) => left - right);
}
