import { describe, expect, it } from 'vitest';

import { readAnswer } from './read-answer.ts';

describe('readAnswer', () => {
  it('undoes HTML entities in text, and in text only', () => {
    const solution = { type: 'turnstile', token: 'a&b' };
    expect(readAnswer('OK|a&amp;b', { type: 'turnstile' })).toMatchObject({ value: { solution } });
    expect(readAnswer('{"status":1,"request":"a&amp;b"}', { type: 'turnstile' })).toMatchObject({
      value: { solution: { token: 'a&amp;b' } },
    });
  });

  it('leaves entities alone in what a picture says', () => {
    expect(readAnswer('OK|a&amp;b', { type: 'image' })).toMatchObject({
      value: { solution: { text: 'a&amp;b' } },
    });
  });

  it.each([
    'OK|{"geetest_challenge":"c","geetest_validate":"v","geetest_seccode":"v|jordan"}',
    'OK|{&quot;challenge&quot;:&quot;c&quot;,&quot;validate&quot;:&quot;v&quot;,&quot;seccode&quot;:&quot;v|jordan&quot;}',
    'OK|challenge:c,validate:v,seccode:v|jordan',
    '{"challenge":"c","validate":"v","seccode":"v|jordan"}',
    '{"status":1,"request":{"geetest_challenge":"c","geetest_validate":"v","geetest_seccode":"v|jordan"}}',
    '{"status":1,"request":"{\\"challenge\\":\\"c\\",\\"validate\\":\\"v\\",\\"seccode\\":\\"v|jordan\\"}"}',
    '{"status":1,"result":{"challenge":"c","validate":"v","seccode":"v|jordan"}}',
  ])('reads a GeeTest from %s', (body) => {
    expect(readAnswer(body, { type: 'geetest-v3' })).toEqual({
      status: 'ok',
      value: {
        solution: { type: 'geetest-v3', challenge: 'c', validate: 'v', seccode: 'v|jordan' },
      },
    });
  });

  it.each([
    ['OK|token|0.00299', 'token', 0.00299],
    ['OK|a|b|c|0.003', 'a|b|c', 0.003],
    ['OK|a|b', 'a|b', undefined],
    ['OK|token', 'token', undefined],
    ['{"status":1,"request":"a|5","price":"0.003"}', 'a|5', 0.003],
    ['{"status":1,"request":"token","price":0.003}', 'token', 0.003],
  ])('reads the price of %s', (body, token, price) => {
    const reply = readAnswer(body, { type: 'turnstile', isPriced: true });
    expect(reply).toEqual({
      status: 'ok',
      value: { solution: { type: 'turnstile', token }, price },
    });
  });

  it('splits off no price that was not asked for', () => {
    expect(readAnswer('OK|a|5', { type: 'turnstile' })).toMatchObject({
      value: { solution: { token: 'a|5' } },
    });
  });

  it.each(['OK|', 'OK| ', 'OK||0.003', '{"status":1,"request":""}', '{"status":1,"request":{}}'])(
    'invents no answer from %s',
    (body) => {
      expect(readAnswer(body, { type: 'turnstile', isPriced: true })).toEqual({
        status: 'malformed',
        flaw: 'no-answer',
      });
    },
  );
});
