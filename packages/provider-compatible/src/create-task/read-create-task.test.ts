import type { JsonValue } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import type { CompatibleTaskType } from '../task-types.ts';
import { readAcceptance, readResult } from './read-create-task.ts';

const ready = (solution: JsonValue): string =>
  JSON.stringify({ errorId: 0, status: 'ready', solution });

const googles = { gRecaptchaResponse: '03A', userAgent: 'UA', respKey: 'E0', cookies: { a: 'b' } };
const v4 = {
  captcha_id: 'c',
  lot_number: 'l',
  pass_token: 'p',
  gen_time: '1693924478',
  captcha_output: 'o',
};
const v4Solution = {
  captchaId: 'c',
  lotNumber: 'l',
  passToken: 'p',
  genTime: '1693924478',
  captchaOutput: 'o',
};

/** What the services write as a `solution`, and what the caller gets for it. */
const answers: readonly (readonly [CompatibleTaskType, JsonValue, object])[] = [
  ['recaptcha-v2', googles, { token: '03A', userAgent: 'UA', respKey: 'E0', cookies: { a: 'b' } }],
  ['recaptcha-v3', { gRecaptchaResponse: '03A', token: '03A' }, { token: '03A' }],
  ['hcaptcha', { gRecaptchaResponse: 'P1_', respKey: 'E0' }, { token: 'P1_', respKey: 'E0' }],
  ['turnstile', { token: '0.t', userAgent: 'UA' }, { token: '0.t', userAgent: 'UA' }],
  ['friendly-captcha', { token: 'frc' }, { token: 'frc' }],
  ['captchafox', { token: 'fox', userAgent: 'UA' }, { token: 'fox', userAgent: 'UA' }],
  ['funcaptcha', { token: '142|r=eu|pk=1' }, { token: '142|r=eu|pk=1' }],
  ['image', { text: 'W8Gr', url: 'http://x' }, { text: 'W8Gr' }],
  ['image', { text: '0017' }, { text: '0017' }],
  ['cloudflare-challenge', { cf_clearance: 'cf' }, { cfClearance: 'cf' }],
  [
    'cloudflare-challenge',
    { cookies: { cf_clearance: 'cf' }, token: 'cf', userAgent: 'UA' },
    { cfClearance: 'cf', userAgent: 'UA' },
  ],
  [
    'cloudflare-challenge',
    { cookies: { cf_clearance: 'cf' }, fingerprint: { 'self.navigator.userAgent': 'UA' } },
    { cfClearance: 'cf', userAgent: 'UA' },
  ],
  [
    'geetest-v3',
    { challenge: 'c', validate: 'v', seccode: 'v|jordan' },
    { challenge: 'c', validate: 'v', seccode: 'v|jordan' },
  ],
  ['geetest-v4', v4, v4Solution],
  ['grid', { click: [1, 3, 6] }, { cells: [1, 3, 6] }],
  ['grid', { answer: [false, true, false, true] }, { cells: [2, 4] }],
  ['grid', { objects: [0, 4, 8], type: 'multi' }, { cells: [1, 5, 9] }],
  ['bls', { answer: [true, false, true], metadata: { AnswerType: 'Grid' } }, { cells: [1, 3] }],
  ['lemin', { answer: '0xax', challenge_id: 'id' }, { answer: '0xax', challengeId: 'id' }],
  [
    'amazon-waf',
    { captcha_voucher: 'v', existing_token: 'e' },
    { voucher: 'v', existingToken: 'e' },
  ],
  ['amazon-waf', { token: '1011:EoA' }, { token: '1011:EoA' }],
  ['amazon-waf', { cookies: { 'aws-waf-token': '1011:EoA' } }, { token: '1011:EoA' }],
  ['amazon-waf', { cookie: 'aws-waf-token=1011:EoA' }, { token: '1011:EoA' }],
  [
    'raw',
    { data: { token: 't' }, userAgent: 'UA' },
    { value: { data: { token: 't' }, userAgent: 'UA' }, userAgent: 'UA' },
  ],
];

describe('readResult', () => {
  it.each(answers)('reads the answer of %s out of %j', (type, solution, expected) => {
    expect(readResult(ready(solution), type)).toMatchObject({
      status: 'ok',
      value: { solution: { type, ...expected } },
    });
  });

  it.each(answers)('finds no answer of %s in an empty solution', (type) => {
    expect(readResult(ready({}), type).status).toBe('malformed');
    expect(readResult(ready(null), type).status).toBe('malformed');
  });

  it('takes half an answer of GeeTest for none', () => {
    expect(readResult(ready({ challenge: 'c', validate: 'v' }), 'geetest-v3')).toEqual({
      status: 'malformed',
      flaw: 'no-answer',
    });
  });
});

describe('readAcceptance', () => {
  it('reads the cells that come with the submit', () => {
    const body = '{"errorId":0,"taskId":"a-1","status":"ready","solution":{"objects":[2]}}';
    expect(readAcceptance(body, 'grid')).toEqual({
      status: 'ok',
      value: {
        status: 'solved',
        answer: { solution: { type: 'grid', cells: [3] }, price: undefined },
        ticket: { id: 'a-1', type: 'grid' },
      },
    });
  });
});
