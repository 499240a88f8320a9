import type { Task, TaskType } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { callContext } from './__fixtures__/call-context.ts';
import { recordRequests } from './__fixtures__/record-requests.ts';
import { captchaai } from './captchaai.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const siteKey = '6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-';
const pageUrl = 'https://shop.example/login';
const page = 'https%3A%2F%2Fshop.example%2Flogin';
const proxy = { type: 'socks5', host: '10.0.0.9', port: 1080 } as const;
const image = Buffer.from('GIF89a'.padEnd(300, 'x')).toString('base64');

describe('captchaai, as bytes on the wire', () => {
  const cases: readonly (readonly [string, Task<TaskType>, string])[] = [
    [
      'a reCAPTCHA v2',
      { type: 'recaptcha-v2', siteKey, pageUrl },
      `method=userrecaptcha&googlekey=${siteKey}&pageurl=${page}`,
    ],
    [
      'an invisible reCAPTCHA v2 behind a proxy',
      { type: 'recaptcha-v2', siteKey, pageUrl, invisible: true, proxy, userAgent: 'UA' },
      `method=userrecaptcha&googlekey=${siteKey}&pageurl=${page}&proxy=10.0.0.9%3A1080&proxytype=SOCKS5&invisible=1&userAgent=UA`,
    ],
    [
      'a reCAPTCHA v2 enterprise with an action and data-s',
      {
        type: 'recaptcha-v2',
        siteKey,
        pageUrl,
        enterprise: true,
        action: 'login',
        dataS: 's',
        cookies: 'a=b',
      },
      `method=userrecaptcha&googlekey=${siteKey}&pageurl=${page}&enterprise=1&action=login&data-s=s&cookies=a%3Db`,
    ],
    [
      'a reCAPTCHA v3',
      { type: 'recaptcha-v3', siteKey, pageUrl, action: 'login', minScore: 0.3 },
      `method=userrecaptcha&version=v3&googlekey=${siteKey}&pageurl=${page}&action=login&min_score=0.3`,
    ],
    [
      'a reCAPTCHA v3 enterprise',
      { type: 'recaptcha-v3', siteKey, pageUrl, enterprise: true },
      `method=userrecaptcha&version=v3&googlekey=${siteKey}&pageurl=${page}&enterprise=1`,
    ],
    [
      'a Turnstile',
      { type: 'turnstile', siteKey, pageUrl, action: 'login', userAgent: 'UA' },
      `method=turnstile&sitekey=${siteKey}&pageurl=${page}&action=login&userAgent=UA`,
    ],
    [
      'an image',
      {
        type: 'image',
        image,
        isPhrase: true,
        isCaseSensitive: true,
        isCalculation: true,
        characters: 'digits-and-letters',
        minLength: 1,
        maxLength: 20,
        language: 'en',
        instructions: 'red',
      },
      `method=base64&body=${encodeURIComponent(image)}&phrase=1&regsense=1&calc=1&numeric=4&min_len=1&max_len=20&lang=en&textinstructions=red`,
    ],
  ];

  it.each(cases)('submits %s', async (_name, task, parameters) => {
    // Production was seen to answer with integers for reCAPTCHA, and with text elsewhere.
    const scope = nock('https://ocr.captchaai.com')
      .post('/in.php')
      .reply(200, '{"status":1,"request":75012345}');
    const requests = recordRequests(scope);
    const provider = captchaai({ apiKey });
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
    expect(requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    await provider.close?.();
  });

  it('asks for everything else by POST, with the key in the body', async () => {
    const scope = nock('https://ocr.captchaai.com')
      .post('/res.php')
      .reply(200, 'CAPCHA_NOT_READY')
      .post('/res.php')
      .reply(200, '{"status":1,"request":"600"}')
      .post('/res.php')
      .reply(200, '{"threads":10,"used":3}')
      .post('/res.php')
      .reply(200, 'OK_REPORT_RECORDED')
      .post('/res.php')
      .reply(200, 'OK_REPORT_RECORDED');
    const requests = recordRequests(scope);
    const provider = captchaai({ apiKey });
    const ticket = { id: '75012345', type: 'recaptcha-v2' };

    expect(await provider.poll(ticket, callContext())).toEqual({ status: 'pending' });
    // The unit of the amount is not known: no currency.
    expect(await provider.balance?.(callContext())).toEqual({ amount: 600 });
    expect(await provider.capacity?.(callContext())).toEqual({ slots: 10, busy: 3 });
    await provider.report?.({ ticket, judgement: 'accepted' }, callContext());
    await provider.report?.({ ticket, judgement: 'rejected' }, callContext());
    expect(requests.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual(
      [
        'action=get&id=75012345',
        'action=getbalance',
        'action=threadsinfo',
        'action=reportgood&id=75012345',
        'action=reportbad&id=75012345',
      ].map((parameters) => `POST /res.php key=${apiKey}&${parameters}&json=1`),
    );
    await provider.close?.();
  });

  it.each([
    ['{"status":1,"request":"03AG|t","user_agent":"UA"}', { token: '03AG|t', userAgent: 'UA' }],
    ['{"status":1,"result":"03AG","user_agent":"UA"}', { token: '03AG', userAgent: 'UA' }],
    ['OK|03AG|t', { token: '03AG|t' }],
  ])('reads the answer %s', async (body, solution) => {
    nock('https://ocr.captchaai.com').post('/res.php').reply(200, body);
    const provider = captchaai({ apiKey });
    await expect(provider.poll({ id: '1', type: 'recaptcha-v2' }, callContext())).resolves.toEqual({
      status: 'solved',
      solution: { type: 'recaptcha-v2', ...solution },
      raw: body,
    });
    await provider.close?.();
  });
});
