import { describe, expect, it } from 'vitest';

import { decodeInPhp } from './decode-in-php.ts';

const payloadOf = (body: string): unknown => {
  const reply = decodeInPhp(body);
  return reply.status === 'ok' ? reply.value.payload : reply;
};

describe('decodeInPhp', () => {
  it.each([
    ['OK|75012345', '75012345'],
    ['\uFEFFOK|75012345', '75012345'],
    ['  \r\nOK|75012345\r\n', '75012345'],
    ['"OK|75012345"', '75012345'],
    ['OK|0.a|b|c', '0.a|b|c'],
    ['OK|', ''],
    ['OK|ERROR_X in a sentence', 'ERROR_X in a sentence'],
    ['{"status":1,"request":"75012345"}', '75012345'],
    ['\uFEFF {"status":1,"request":"75012345"} \n', '75012345'],
    ['{"status":"1","request":"a"}', 'a'],
    ['{"status":true,"request":"a"}', 'a'],
    ['{"status":"true","request":"a"}', 'a'],
    ['{"status":1.0,"request":"a"}', 'a'],
    ['{"status":1,"request":75012345}', 75012345],
    ['{"status":1,"request":98765432109876543210}', '98765432109876543210'],
    ['{"status":1,"result":"token","user_agent":"UA"}', 'token'],
    ['{"status":1,"request":null,"result":"token"}', 'token'],
    ['{"status":1,"request":{"token":"t"}}', { token: 't' }],
  ])('takes %j as an affirmation', (body, payload) => {
    expect(payloadOf(body)).toEqual(payload);
  });

  it.each([
    'CAPCHA_NOT_READY',
    'CAPTCHA_NOT_READY',
    ' CAPCHA_NOT_READY\n',
    '{"status":0,"request":"CAPCHA_NOT_READY"}',
    '{"status":0,"request":"CAPTCHA_NOT_READY"}',
    '{"status":1,"request":"CAPCHA_NOT_READY"}',
    'OK|CAPCHA_NOT_READY',
    '{"request":"CAPCHA_NOT_READY"}',
  ])('takes %j as not ready', (body) => {
    expect(decodeInPhp(body)).toEqual({ status: 'pending' });
  });

  it.each([
    ['ERROR_ZERO_BALANCE', 'ERROR_ZERO_BALANCE'],
    ['ERROR: 1001', 'ERROR: 1001'],
    ['IP_BANNED', 'IP_BANNED'],
    ['MAX_USER_TURN', 'MAX_USER_TURN'],
    ['{"status":0,"request":"ERROR_ZERO_BALANCE","error_text":"top up"}', 'ERROR_ZERO_BALANCE'],
    ['{"status":"0","request":"ERROR_X"}', 'ERROR_X'],
    ['{"status":0,"error_text":"ERROR_X"}', 'ERROR_X'],
    ['{"status":1,"request":"ERROR_X"}', 'ERROR_X'],
    ['OK|ERROR_X', 'ERROR_X'],
    ['OK|ERROR: 1001', 'ERROR: 1001'],
    ['{"request":"ERROR_X"}', 'ERROR_X'],
    ['{"error":"ERROR_X"}', 'ERROR_X'],
    ['{"status":0,"request":"your key was refused"}', 'your key was refused'],
    [
      '{"status":0,"request":"https://2captcha.com/blog/google-search-recaptcha"}',
      'https://2captcha.com/blog/google-search-recaptcha',
    ],
    [
      'https://2captcha.com/blog/google-search-recaptcha',
      'https://2captcha.com/blog/google-search-recaptcha',
    ],
  ])('takes %j as a refusal', (body, rawCode) => {
    expect(decodeInPhp(body)).toEqual({ status: 'refused', rawCode });
  });

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['\uFEFF', 'empty'],
    ['OK', 'unreadable'],
    ['ok then', 'unreadable'],
    ['<!DOCTYPE html><title>502</title>', 'html'],
    ['\n<html></html>', 'html'],
    ['{"status":1,"request":', 'unreadable'],
    ['[1,2]', 'unreadable'],
    ['null', 'unreadable'],
    ['{"status":1}', 'no-answer'],
    ['{"status":1,"request":null}', 'no-answer'],
    ['{"status":0}', 'unreadable'],
    ['{"status":0,"request":["a"]}', 'unreadable'],
    ['{"request":"a sentence without a status"}', 'unreadable'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'unreadable'],
  ])('finds no protocol in %.40j', (body, flaw) => {
    expect(decodeInPhp(body)).toEqual({ status: 'malformed', flaw });
  });

  it('keeps what stands beside the payload', () => {
    const reply = decodeInPhp(
      '{"status":1,"request":"t","useragent":"UA","cookies":{"a":"b"},"price":"0.003"}',
    );
    expect(reply).toMatchObject({
      value: { payload: 't', beside: { useragent: 'UA', cookies: { a: 'b' }, price: '0.003' } },
    });
  });

  it.each(['', 'geetest_'])(
    'hands out %sGeeTest’s three values whole, though no status stands beside them',
    (prefix) => {
      const values = {
        [`${prefix}challenge`]: 'c',
        [`${prefix}validate`]: 'v',
        [`${prefix}seccode`]: 's',
      };
      expect(payloadOf(JSON.stringify(values))).toEqual(values);
    },
  );

  it.each(['{"text":"Service unavailable"}', '{"token":"0.abc"}', '{"challenge":"c"}', '{}'])(
    'takes %s for no answer: nothing tells it from a complaint',
    (body) => {
      expect(decodeInPhp(body)).toEqual({ status: 'malformed', flaw: 'unreadable' });
    },
  );

  it('is not fooled by the name of a prototype', () => {
    expect(decodeInPhp('{"__proto__":{"status":1,"request":"5"}}')).not.toMatchObject({
      value: { payload: '5' },
    });
  });
});
