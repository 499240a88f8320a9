import type { Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, pngBase64, siteKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { recordRequests } from '../__fixtures__/record-requests.ts';
import { compatible } from '../compatible.ts';
import type { CompatibleTaskType } from '../task-types.ts';

const proxy = {
  type: 'http',
  host: '10.0.0.9',
  port: 8080,
  username: 'lena',
  password: 'p@ss:word',
} as const;

describe('compatible over createTask, as bytes on the wire', () => {
  const common = { websiteURL: pageUrl, websiteKey: siteKey };
  const proxyFields = {
    proxyType: 'http',
    proxyAddress: '10.0.0.9',
    proxyPort: 8080,
    proxyLogin: 'lena',
    proxyPassword: 'p@ss:word',
  };
  const cases: readonly (readonly [string, Task<CompatibleTaskType>, object])[] = [
    [
      'a reCAPTCHA v2',
      {
        type: 'recaptcha-v2',
        siteKey,
        pageUrl,
        invisible: true,
        dataS: 's',
        cookies: 'a=b',
        userAgent: 'UA',
        apiDomain: 'recaptcha.net',
      },
      {
        task: {
          type: 'RecaptchaV2TaskProxyless',
          ...common,
          isInvisible: true,
          recaptchaDataSValue: 's',
          cookies: 'a=b',
          userAgent: 'UA',
          apiDomain: 'recaptcha.net',
        },
      },
    ],
    [
      'a reCAPTCHA v2 behind a proxy',
      { type: 'recaptcha-v2', siteKey, pageUrl, proxy },
      { task: { type: 'RecaptchaV2Task', ...common, ...proxyFields } },
    ],
    [
      'a reCAPTCHA v2 enterprise',
      { type: 'recaptcha-v2', siteKey, pageUrl, enterprise: true, dataS: 's' },
      {
        task: {
          type: 'RecaptchaV2EnterpriseTaskProxyless',
          ...common,
          enterprisePayload: { s: 's' },
        },
      },
    ],
    [
      'a reCAPTCHA v2 enterprise behind a proxy',
      { type: 'recaptcha-v2', siteKey, pageUrl, enterprise: true, proxy },
      { task: { type: 'RecaptchaV2EnterpriseTask', ...common, ...proxyFields } },
    ],
    [
      'a reCAPTCHA v3',
      { type: 'recaptcha-v3', siteKey, pageUrl, action: 'login', minScore: 0.9, enterprise: true },
      {
        task: {
          type: 'RecaptchaV3TaskProxyless',
          ...common,
          minScore: 0.9,
          pageAction: 'login',
          isEnterprise: true,
        },
      },
    ],
    [
      'a reCAPTCHA v3 without a wish for its score',
      { type: 'recaptcha-v3', siteKey, pageUrl },
      { task: { type: 'RecaptchaV3TaskProxyless', ...common, minScore: 0.3 } },
    ],
    [
      'a Turnstile',
      { type: 'turnstile', siteKey, pageUrl, action: 'login', data: 'cd', pageData: 'pd' },
      {
        task: {
          type: 'TurnstileTaskProxyless',
          ...common,
          action: 'login',
          data: 'cd',
          pagedata: 'pd',
        },
      },
    ],
    [
      'an image',
      {
        type: 'image',
        image: `data:image/png;base64,${pngBase64}`,
        isCaseSensitive: false,
        characters: 'digits',
        minLength: 4,
        language: 'ru',
        instructions: 'red',
      },
      {
        task: {
          type: 'ImageToTextTask',
          body: pngBase64,
          case: false,
          numeric: 1,
          minLength: 4,
          comment: 'red',
        },
        languagePool: 'rn',
      },
    ],
  ];

  it.each(cases)('submits %s as JSON', async (_name, task, envelope) => {
    const scope = nock('https://api.2captcha.com')
      .post('/createTask')
      .reply(200, '{"errorId":0,"taskId":72345678901}');
    const requests = recordRequests(scope);
    const provider = compatible({ profile: '2captcha', dialect: 'createTask', apiKey });
    await expect(provider.submit(task, callContext())).resolves.toEqual({
      status: 'accepted',
      ticket: { id: '72345678901', type: task.type, isInteger: true },
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/createTask' });
    expect(requests[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ clientKey: apiKey, ...envelope });
    await provider.close?.();
  });

  it('gives an id beyond 2^53 back digit for digit', async () => {
    const id = '98765432109876543210';
    const scope = nock('https://api.2captcha.com')
      .post('/createTask')
      .reply(200, `{"errorId":0,"taskId":${id}}`)
      .post('/getTaskResult')
      .reply(200, '{"errorId":0,"status":"ready","solution":{"token":"0.token"},"cost":"0.00145"}');
    const requests = recordRequests(scope);
    const provider = compatible({ profile: '2captcha', dialect: 'createTask', apiKey });
    const { ticket = {} } = await provider.submit(
      { type: 'turnstile', siteKey, pageUrl },
      callContext(),
    );
    expect(ticket).toEqual({ id, type: 'turnstile', isInteger: true });

    // As it would come out of a database.
    const stored: typeof ticket = JSON.parse(JSON.stringify(ticket));
    await expect(provider.poll(stored, callContext())).resolves.toMatchObject({
      status: 'solved',
      solution: { type: 'turnstile', token: '0.token' },
      billed: { amount: 0.00145, currency: 'USD' },
    });
    expect(requests[1]?.body).toBe(`{"clientKey":"${apiKey}","taskId":${id}}`);
    await provider.close?.();
  });

  it('gives a text id back as text, and an affiliate id when there is one', async () => {
    const scope = nock('https://solver.example')
      .post('/createTask')
      .reply(200, '{"errorId":0,"taskId":"61138bb6-19fb-11ec-a9c8-0242ac110006"}')
      .post('/getTaskResult')
      .reply(200, '{"errorId":0,"status":"processing"}');
    const requests = recordRequests(scope);
    const provider = compatible({
      profile: 'custom',
      dialect: 'createTask',
      baseUrl: 'https://solver.example',
      apiKey,
      softId: 9,
    });
    const { ticket = {} } = await provider.submit(
      { type: 'turnstile', siteKey, pageUrl },
      callContext(),
    );
    expect(await provider.poll(ticket, callContext())).toEqual({ status: 'pending' });
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ softId: 9 });
    expect(JSON.parse(requests[1]?.body ?? '')).toEqual({
      clientKey: apiKey,
      taskId: '61138bb6-19fb-11ec-a9c8-0242ac110006',
    });
    await provider.close?.();
  });

  it.each([
    ['/reportCorrect', 'accepted'],
    ['/reportIncorrect', 'rejected'],
  ] as const)('reports to %s that an answer was %s', async (path, judgement) => {
    const scope = nock('https://api.2captcha.com')
      .post(path)
      .reply(200, '{"errorId":0,"status":"success"}');
    const requests = recordRequests(scope);
    const provider = compatible({ profile: '2captcha', dialect: 'createTask', apiKey });
    await provider.report?.(
      { ticket: { id: '7', type: 'image', isInteger: true }, judgement },
      callContext(),
    );
    expect(requests[0]?.body).toBe(`{"clientKey":"${apiKey}","taskId":7}`);
    await provider.close?.();
  });

  it('asks for the balance', async () => {
    const scope = nock('https://api.2captcha.com')
      .post('/getBalance')
      .reply(200, '{"errorId":0,"balance":12.34}');
    const requests = recordRequests(scope);
    const provider = compatible({ profile: '2captcha', dialect: 'createTask', apiKey });
    expect(await provider.balance?.(callContext())).toEqual({ amount: 12.34, currency: 'USD' });
    expect(requests[0]?.body).toBe(`{"clientKey":"${apiKey}"}`);
    await provider.close?.();
  });
});
