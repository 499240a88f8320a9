import { ProviderError, type ProviderV1, type Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, png, pngBase64, siteKey } from './__fixtures__/account.ts';
import { callContext } from './__fixtures__/call-context.ts';
import { recordRequests } from './__fixtures__/record-requests.ts';
import { compatible } from './compatible.ts';
import type { CompatibleTaskType } from './task-types.ts';

const page = 'https%3A%2F%2Fshop.example%2Flogin%3Fnext%3D%252Fcart%26lang%3D%C3%BC';
const proxy = {
  type: 'http',
  host: '10.0.0.9',
  port: 8080,
  username: 'lena',
  password: 'p@ss:word',
} as const;
const form = 'application/x-www-form-urlencoded';
const ticket = { id: '75012345', type: 'turnstile' };

describe('compatible over in.php, as bytes on the wire', () => {
  const cases: readonly (readonly [string, Task<CompatibleTaskType>, string])[] = [
    [
      'a reCAPTCHA v2',
      { type: 'recaptcha-v2', siteKey, pageUrl },
      `method=userrecaptcha&googlekey=${siteKey}&pageurl=${page}`,
    ],
    [
      'a reCAPTCHA v2 with everything',
      {
        type: 'recaptcha-v2',
        siteKey,
        pageUrl,
        proxy,
        invisible: true,
        enterprise: true,
        action: 'login',
        dataS: 'a+b/c=',
        apiDomain: 'recaptcha.net',
        cookies: 'sid=1; theme=dark',
        userAgent: 'Mozilla/5.0 (X11)',
      },
      `method=userrecaptcha&googlekey=${siteKey}&pageurl=${page}&proxy=lena%3Ap%40ss%3Aword%4010.0.0.9%3A8080&proxytype=HTTP` +
        '&invisible=1&enterprise=1&action=login&data-s=a%2Bb%2Fc%3D&domain=recaptcha.net&cookies=sid%3D1%3B+theme%3Ddark&userAgent=Mozilla%2F5.0+%28X11%29',
    ],
    [
      'a reCAPTCHA v2 without the action that it does not have',
      { type: 'recaptcha-v2', siteKey, pageUrl, action: 'login' },
      `method=userrecaptcha&googlekey=${siteKey}&pageurl=${page}`,
    ],
    [
      'a reCAPTCHA v3',
      { type: 'recaptcha-v3', siteKey, pageUrl, action: 'login', minScore: 0.7, enterprise: true },
      `method=userrecaptcha&version=v3&googlekey=${siteKey}&pageurl=${page}&action=login&min_score=0.7&enterprise=1`,
    ],
    [
      'a Turnstile',
      {
        type: 'turnstile',
        siteKey,
        pageUrl,
        action: 'login',
        data: 'cd',
        pageData: 'pd',
        userAgent: 'UA',
      },
      `method=turnstile&sitekey=${siteKey}&pageurl=${page}&action=login&data=cd&pagedata=pd&useragent=UA`,
    ],
    [
      'an image',
      {
        type: 'image',
        image: png,
        isPhrase: true,
        isCaseSensitive: true,
        isCalculation: false,
        characters: 'digits-or-letters',
        minLength: 4,
        maxLength: 8,
        language: 'de',
        instructions: 'red letters only 🍎',
      },
      `method=base64&body=${encodeURIComponent(pngBase64)}&phrase=1&regsense=1&numeric=3&min_len=4&max_len=8&lang=de` +
        '&textinstructions=red+letters+only+%F0%9F%8D%8E',
    ],
  ];

  it.each(cases)(
    'submits %s as a form with the key in its body',
    async (_name, task, parameters) => {
      const scope = nock('https://2captcha.com')
        .post('/in.php')
        .reply(200, '{"status":1,"request":"75012345"}');
      const requests = recordRequests(scope);
      const provider = compatible({ profile: '2captcha', apiKey });

      await expect(provider.submit(task, callContext())).resolves.toEqual({
        status: 'accepted',
        ticket: { id: '75012345', type: task.type },
      });
      expect(requests).toEqual([
        expect.objectContaining({
          method: 'POST',
          path: '/in.php',
          body: `key=${apiKey}&${parameters}&json=1`,
        }),
      ]);
      expect(requests[0]?.headers['content-type']).toBe(form);
      await provider.close?.();
    },
  );

  const questions: readonly {
    readonly verb: string;
    readonly parameters: string;
    readonly reply: string;
    readonly result: unknown;
    readonly ask: (provider: ProviderV1) => Promise<unknown> | undefined;
  }[] = [
    {
      verb: 'polls',
      parameters: 'action=get2&id=75012345',
      reply: '{"status":0,"request":"CAPCHA_NOT_READY"}',
      result: { status: 'pending' },
      ask: (provider) => provider.poll(ticket, callContext()),
    },
    {
      verb: 'asks for the balance',
      parameters: 'action=getbalance',
      reply: '{"status":1,"request":"1.25"}',
      result: { amount: 1.25, currency: 'USD' },
      ask: (provider) => provider.balance?.(callContext()),
    },
    {
      verb: 'reports a good answer',
      parameters: 'action=reportgood&id=75012345',
      reply: 'OK_REPORT_RECORDED',
      result: undefined,
      ask: (provider) => provider.report?.({ ticket, judgement: 'accepted' }, callContext()),
    },
    {
      verb: 'reports a bad answer',
      parameters: 'action=reportbad&id=75012345',
      reply: '{"status":1,"request":"OK_REPORT_RECORDED"}',
      result: undefined,
      ask: (provider) => provider.report?.({ ticket, judgement: 'rejected' }, callContext()),
    },
  ];

  it.each(questions)(
    '$verb by POST with the key in the body',
    async ({ parameters, reply, result, ask }) => {
      const scope = nock('https://2captcha.com').post('/res.php').reply(200, reply);
      const requests = recordRequests(scope);
      const provider = compatible({ profile: '2captcha', apiKey });
      expect(await ask(provider)).toEqual(result);
      expect(requests).toEqual([
        expect.objectContaining({
          method: 'POST',
          path: '/res.php',
          body: `key=${apiKey}&${parameters}&json=1`,
        }),
      ]);
      await provider.close?.();
    },
  );

  it('keeps a path before the endpoints, and sends an affiliate id only when there is one', async () => {
    const scope = nock('http://solver.example:8080').post('/api/v1/in.php').reply(200, 'OK|1');
    const requests = recordRequests(scope);
    const provider = compatible({
      profile: 'custom',
      apiKey,
      baseUrl: 'http://solver.example:8080/api/v1/',
      softId: 4711,
    });
    await provider.submit({ type: 'turnstile', siteKey, pageUrl }, callContext());
    expect(requests[0]?.body).toBe(
      `key=${apiKey}&method=turnstile&sitekey=${siteKey}&pageurl=${page}&soft_id=4711&json=1`,
    );
    await provider.close?.();
  });

  it('writes JSON, and asks by GET, where a custom service wants that', async () => {
    const scope = nock('https://solver.example')
      .post('/in.php')
      .reply(200, 'OK|1')
      .get(`/res.php?key=${apiKey}&action=get&id=1&json=1`)
      .reply(200, 'CAPCHA_NOT_READY');
    const requests = recordRequests(scope);
    const provider = compatible({
      profile: 'custom',
      apiKey,
      baseUrl: 'https://solver.example',
      submitEncoding: 'json',
      pollMethod: 'GET',
    });
    const submission = await provider.submit(
      { type: 'turnstile', siteKey, pageUrl },
      callContext(),
    );
    await provider.poll(submission.ticket ?? {}, callContext());
    expect(requests[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      key: apiKey,
      method: 'turnstile',
      sitekey: siteKey,
      pageurl: pageUrl,
      json: 1,
    });
    expect(requests[1]).toMatchObject({ method: 'GET', body: '' });
    await provider.close?.();
  });

  it('sends a submit once and gives its outcome as unknown when the connection breaks', async () => {
    const scope = nock('https://2captcha.com')
      .post('/in.php')
      .times(2)
      .replyWithError(connectionReset());
    const requests = recordRequests(scope);
    const provider = compatible({ profile: '2captcha', apiKey });
    const error: unknown = await provider
      .submit({ type: 'turnstile', siteKey, pageUrl }, callContext())
      .catch((reason: unknown) => reason);
    expect(ProviderError.isInstance(error) && [error.code, error.charged]).toEqual([
      'outcome-unknown',
      'unknown',
    ]);
    expect(requests).toHaveLength(1);
    await provider.close?.();
  });

  it('follows no redirect', async () => {
    nock('https://2captcha.com')
      .post('/in.php')
      .reply(302, '', { location: 'https://other.example/in.php' });
    const provider = compatible({ profile: '2captcha', apiKey });
    await expect(
      provider.submit({ type: 'turnstile', siteKey, pageUrl }, callContext()),
    ).rejects.toMatchObject({
      code: 'protocol-violated',
      charged: 'unknown',
      rawCode: 'HTTP 302',
    });
    await provider.close?.();
  });
});

const connectionReset = (): Error =>
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
