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
});
