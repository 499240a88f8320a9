import { describe, expect, it } from 'vitest';

import { readAmazonWaf } from './read-amazon-waf.ts';
import { unpackAnswer } from './unpacked-answer.ts';

describe('readAmazonWaf', () => {
  it.each([
    [
      { captcha_voucher: 'v', existing_token: 'e' },
      { voucher: 'v', existingToken: 'e' },
    ],
    ['{"captcha_voucher":"v","existing_token":"e"}', { voucher: 'v', existingToken: 'e' }],
    [{ captcha_voucher: 'v' }, { voucher: 'v' }],
    ['b35:AAoA', { token: 'b35:AAoA' }],
    ['aws-waf-token=b35:AAoA; Path=/', { token: 'b35:AAoA' }],
    [{ token: 'b35:AAoA' }, { token: 'b35:AAoA' }],
    [{ cookie: 'aws-waf-token=b35:AAoA' }, { token: 'b35:AAoA' }],
    [{ 'aws-waf-token': 'b35:AAoA' }, { token: 'b35:AAoA' }],
    [{ cookies: { 'aws-waf-token': 'b35:AAoA' } }, { token: 'b35:AAoA' }],
  ])('reads %j', (answer, solution) => {
    expect(readAmazonWaf(unpackAnswer(answer))).toEqual(solution);
  });

  it.each(['', null, {}, { captcha_voucher: '' }, { cookies: 'a=b' }, { other: 'x' }, ['a']])(
    'invents nothing from %j',
    (answer) => {
      expect(readAmazonWaf(unpackAnswer(answer))).toBeUndefined();
    },
  );
});
