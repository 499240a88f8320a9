import { describe, expect, it } from 'vitest';

import { readSolution } from './read-solution.ts';

const token = '0.abc|def|ghi';

describe('readSolution', () => {
  it.each([
    ['text', token],
    ['an object', { token }],
    ['JSON text', JSON.stringify({ token })],
  ])('reads a token from %s', (_form, answer) => {
    expect(readSolution({ type: 'turnstile', answer, beside: {} })).toEqual({
      type: 'turnstile',
      token,
    });
  });

  it.each(['recaptcha-v2', 'recaptcha-v3'] as const)(
    'reads the token of a %s by either name',
    (type) => {
      expect(readSolution({ type, answer: { gRecaptchaResponse: token }, beside: {} })).toEqual({
        type,
        token,
      });
      expect(readSolution({ type, answer: { token }, beside: {} })).toEqual({ type, token });
    },
  );

  it.each([
    ['w9H5k', 'w9H5k'],
    ['two words', 'two words'],
    [1234, '1234'],
    [{ text: '0042' }, '0042'],
  ])('reads the text of an image from %j', (answer, text) => {
    expect(readSolution({ type: 'image', answer, beside: {} })).toEqual({ type: 'image', text });
  });

  it.each(['userAgent', 'user_agent', 'useragent'])(
    'keeps a user agent that is called %s',
    (name) => {
      expect(
        readSolution({ type: 'turnstile', answer: token, beside: { [name]: 'UA' } }),
      ).toMatchObject({ userAgent: 'UA' });
      expect(
        readSolution({ type: 'turnstile', answer: { token, [name]: 'UA' }, beside: {} }),
      ).toMatchObject({ userAgent: 'UA' });
    },
  );

  it('keeps cookies and the response key', () => {
    const beside = { cookies: { cf: '1' }, respKey: 'rk' };
    expect(readSolution({ type: 'recaptcha-v2', answer: token, beside })).toEqual({
      type: 'recaptcha-v2',
      token,
      cookies: { cf: '1' },
      respKey: 'rk',
    });
  });

  it('takes empty extras for absent', () => {
    const beside = { useragent: '', cookies: null, respKey: '' };
    expect(readSolution({ type: 'turnstile', answer: token, beside })).toEqual({
      type: 'turnstile',
      token,
    });
  });

  it.each(['', ' ', null, true, {}, { token: '' }, { text: 'x' }, []])(
    'finds no token in %j',
    (answer) => {
      expect(readSolution({ type: 'turnstile', answer, beside: {} })).toBeUndefined();
    },
  );

  it.each([
    ['hcaptcha', { gRecaptchaResponse: token, respKey: 'E0_k' }, { token, respKey: 'E0_k' }],
    ['friendly-captcha', token, { token }],
    ['captchafox', { token }, { token }],
    ['funcaptcha', '3084f4a302b176cd7.96368058|r=ap-southeast-1', undefined],
    ['geetest-v3', { challenge: 'c', validate: 'v', seccode: 's' }, undefined],
    ['grid', '[1,3]', { cells: [1, 3] }],
    ['bls', 'click:2/4', { cells: [2, 4] }],
    ['lemin', { answer: 'a' }, { answer: 'a' }],
    ['amazon-waf', { captcha_voucher: 'v' }, { voucher: 'v' }],
  ] as const)('reads what is given for a %s', (type, answer, expected) => {
    const own = expected ?? (typeof answer === 'string' ? { token: answer } : { ...answer });
    expect(readSolution({ type, answer, beside: {} })).toEqual({ type, ...own });
  });

  it('takes the user agent of a clearance from wherever it stands', () => {
    const solution = { type: 'cloudflare-challenge', cfClearance: 'abc', userAgent: 'UA' };
    const type = 'cloudflare-challenge';
    expect(readSolution({ type, answer: 'abc', beside: { user_agent: 'UA' } })).toEqual(solution);
    expect(readSolution({ type, answer: 'cf_clearance=abc;user_agent=UA', beside: {} })).toEqual(
      solution,
    );
    expect(
      readSolution({
        type,
        answer: '{"cookies":{"cf_clearance":"abc"},"userAgent":"UA"}',
        beside: {},
      }),
    ).toEqual({ ...solution, cookies: { cf_clearance: 'abc' } });
  });

  it.each(['{"a":1}', { a: [1, null] }, ['x'], 7, false, 'text'])(
    'hands out a raw answer as it came: %j',
    (answer) => {
      expect(readSolution({ type: 'raw', answer, beside: { userAgent: 'UA' } })).toEqual({
        type: 'raw',
        value: answer,
        userAgent: 'UA',
      });
    },
  );

  it('takes a reply that says nothing of its status for no raw answer, but for the one that never does', () => {
    const notice = { message: 'maintenance' };
    expect(readSolution({ type: 'raw', answer: notice, beside: notice })).toBeUndefined();
    const geetest = { challenge: 'c', validate: 'v', seccode: 's' };
    expect(readSolution({ type: 'raw', answer: geetest, beside: geetest })).toEqual({
      type: 'raw',
      value: geetest,
    });
  });

  it.each(['', ' ', null, {}, [], { token: '' }, [null]])('finds no raw answer in %j', (answer) => {
    expect(readSolution({ type: 'raw', answer, beside: {} })).toBeUndefined();
  });
});
