import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, siteKey } from '../__fixtures__/account.ts';
import { secretsOf } from './secrets-of.ts';

describe('secretsOf', () => {
  it('names the key, the credentials of both proxies, and cookies with each of their values', () => {
    const secrets = secretsOf({
      apiKey,
      proxyUrl: 'http://corp:p%40ss@proxy.example:3128',
      task: {
        type: 'recaptcha-v2',
        siteKey,
        pageUrl,
        cookies: 'sid=abc=; theme=dark',
        proxy: { type: 'http', host: 'h', port: 1, username: 'lena', password: 'secret' },
      },
    });
    expect(new Set(secrets)).toEqual(
      new Set([
        apiKey,
        'corp',
        'p%40ss',
        'p@ss',
        'lena',
        'secret',
        'sid=abc=; theme=dark',
        'abc=',
        'dark',
      ]),
    );
  });

  it('names what sounds like a secret in a raw task', () => {
    const secrets = secretsOf({
      apiKey,
      task: {
        type: 'raw',
        method: 'capy',
        parameters: {
          proxy: 'lena:p4ss@10.0.0.9:8080',
          proxytype: 'HTTP',
          proxyPassword: 'word',
          captchakey: 'public',
          pageurl: pageUrl,
        },
      },
    });
    expect(secrets).toEqual([apiKey, 'lena:p4ss@10.0.0.9:8080', 'lena', 'p4ss', 'word']);
  });

  it('names what stands inside of what sounds like a secret, and each value of cookies', () => {
    const parameters = {
      cookies: 'sid=one; theme=two',
      cookieList: [{ name: 'sid', value: 'three' }],
      credentials: { password: 'four' },
    };
    const task = { type: 'raw', method: 'capy', parameters } as const;
    expect(new Set(secretsOf({ apiKey, task }))).toEqual(
      new Set([apiKey, 'sid=one; theme=two', 'one', 'two', 'sid', 'three', 'four']),
    );
  });

  it('names the key alone where there is nothing else', () => {
    expect(secretsOf({ apiKey, task: { type: 'turnstile', siteKey, pageUrl } })).toEqual([apiKey]);
  });
});
