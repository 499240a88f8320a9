import { describe, expect, it } from 'vitest';

import { apiKey, pngBase64 } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { overTheWire } from '../__fixtures__/over-the-wire.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { pageJson, proxyJson, urlJson } from '../__fixtures__/task-json.ts';
import { type KindsOfService, testKinds } from '../__fixtures__/test-kinds.ts';

const origin = 'https://api.capmonster.cloud';
const googleToken = { token: '3AHJ_V' };
const picturesOfBls = `"${pngBase64}"${`,"${pngBase64}"`.repeat(8)}`;

/** By the tables and examples of docs.capmonster.cloud/docs/captchas, one page for each type. */
const kinds: KindsOfService = {
  profile: 'capmonster',
  origin,
  submits: [
    ['a reCAPTCHA v2', sampleTasks['recaptcha-v2'], `{"type":"RecaptchaV2Task",${pageJson}}`],
    [
      'an invisible reCAPTCHA v2 through a proxy, under the same name',
      {
        ...sampleTasks['recaptcha-v2'],
        invisible: true,
        dataS: 's',
        cookies: 'a=b; c=d',
        userAgent: 'UA',
        proxy,
      },
      `{"type":"RecaptchaV2Task",${pageJson},"isInvisible":true,"recaptchaDataSValue":"s","cookies":"a=b; c=d","userAgent":"UA",${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise',
      {
        ...sampleTasks['recaptcha-v2'],
        enterprise: true,
        action: 'login',
        dataS: 's',
        apiDomain: 'www.recaptcha.net',
      },
      `{"type":"RecaptchaV2EnterpriseTask",${pageJson},"pageAction":"login","enterprisePayload":{"s":"s"},"apiDomain":"www.recaptcha.net"}`,
    ],
    [
      'a reCAPTCHA v2 without the action that it does not have',
      { ...sampleTasks['recaptcha-v2'], action: 'login' },
      `{"type":"RecaptchaV2Task",${pageJson}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise through a proxy, under the same name',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, proxy },
      `{"type":"RecaptchaV2EnterpriseTask",${pageJson},${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v3 with any score between 0.1 and 0.9',
      { ...sampleTasks['recaptcha-v3'], action: 'login', minScore: 0.5 },
      `{"type":"RecaptchaV3TaskProxyless",${pageJson},"pageAction":"login","minScore":0.5}`,
    ],
    [
      'a reCAPTCHA v3 enterprise without a wish for its score',
      { ...sampleTasks['recaptcha-v3'], enterprise: true },
      `{"type":"RecaptchaV3EnterpriseTask",${pageJson}}`,
    ],
    [
      'a Turnstile through a proxy',
      { ...sampleTasks.turnstile, action: 'login', data: 'cd', proxy },
      `{"type":"TurnstileTask",${pageJson},"pageAction":"login","data":"cd",${proxyJson}}`,
    ],
    [
      'the Turnstile of a challenge page, which ends in a token',
      { ...sampleTasks.turnstile, action: 'managed', data: 'cd', pageData: 'pd', userAgent: 'UA' },
      `{"type":"TurnstileTask",${pageJson},"pageAction":"managed","data":"cd","pageData":"pd","cloudflareTaskType":"token","userAgent":"UA"}`,
    ],
    [
      'a challenge page, whose HTML is base64 of UTF-8 and whose key is any text',
      {
        ...sampleTasks['cloudflare-challenge'],
        pageHtml: '<p>moment… ü</p>',
        userAgent: 'UA',
      },
      `{"type":"TurnstileTask","websiteKey":"xxxxxxxxxx","cloudflareTaskType":"cf_clearance",${urlJson},"htmlPageBase64":"PHA+bW9tZW504oCmIMO8PC9wPg==","userAgent":"UA",${proxyJson}}`,
    ],
    [
      'a GeeTest v3',
      { ...sampleTasks['geetest-v3'], apiServer: 'api-na.geetest.com' },
      `{"type":"GeeTestTask",${urlJson},"gt":"gt","challenge":"challenge","geetestApiServerSubdomain":"api-na.geetest.com"}`,
    ],
    [
      'a GeeTest v3 through a proxy, under the same name',
      { ...sampleTasks['geetest-v3'], userAgent: 'UA', proxy },
      `{"type":"GeeTestTask",${urlJson},"gt":"gt","challenge":"challenge","userAgent":"UA",${proxyJson}}`,
    ],
    [
      'a GeeTest v4',
      sampleTasks['geetest-v4'],
      `{"type":"GeeTestTask","version":4,${urlJson},"gt":"captcha-id"}`,
    ],
    [
      'a GeeTest v4 through a proxy, under the same name',
      { ...sampleTasks['geetest-v4'], userAgent: 'UA', proxy },
      `{"type":"GeeTestTask","version":4,${urlJson},"gt":"captcha-id","userAgent":"UA",${proxyJson}}`,
    ],
    [
      'an image of any characters, which is what it takes without a word',
      { ...sampleTasks.image, characters: 'any' },
      `{"type":"ImageToTextTask","body":"${pngBase64}"}`,
    ],
    [
      'an image of digits',
      { ...sampleTasks.image, isCaseSensitive: true, isCalculation: false, characters: 'digits' },
      `{"type":"ImageToTextTask","body":"${pngBase64}","case":true,"math":false,"numeric":1}`,
    ],
    [
      'a grid by what to look for',
      { ...sampleTasks.grid, instructions: 'Click on traffic lights', rows: 4, columns: 4 },
      `{"type":"ComplexImageTask","class":"recaptcha","imagesBase64":["${pngBase64}"],"metadata":{"Grid":"4x4","Task":"Click on traffic lights"}}`,
    ],
    [
      "a grid by Google's id of what to look for",
      { ...sampleTasks.grid, instructions: '/m/015qff', rows: 1, columns: 1 },
      `{"type":"ComplexImageTask","class":"recaptcha","imagesBase64":["${pngBase64}"],"metadata":{"Grid":"1x1","TaskDefinition":"/m/015qff"}}`,
    ],
    [
      'the nine pictures of a BLS and the number to look for, as text',
      sampleTasks.bls,
      `{"type":"ComplexImageTask","class":"recognition","imagesBase64":[${picturesOfBls}],"metadata":{"Task":"bls_3x3","TaskArgument":"546"}}`,
    ],
    [
      'an AWS WAF, whose cookie is asked for',
      sampleTasks['amazon-waf'],
      `{"type":"AmazonTask","cookieSolution":true,${pageJson},"iv":"iv","context":"context","challengeScript":"https://waf.example/challenge.js"}`,
    ],
    [
      'an AWS WAF through a proxy, under the same name',
      { ...sampleTasks['amazon-waf'], captchaScript: 'https://waf.example/captcha.js', proxy },
      `{"type":"AmazonTask","cookieSolution":true,${pageJson},"iv":"iv","context":"context","challengeScript":"https://waf.example/challenge.js","captchaScript":"https://waf.example/captcha.js",${proxyJson}}`,
    ],
    [
      'a task type of the service itself',
      {
        type: 'raw',
        method: 'TurnstileTask',
        parameters: { cloudflareTaskType: 'wait_room', htmlPageBase64: 'PCFET0NUWVBF' },
      },
      '{"cloudflareTaskType":"wait_room","htmlPageBase64":"PCFET0NUWVBF","type":"TurnstileTask"}',
    ],
  ],
  answers: {
    'recaptcha-v2': [
      ['{"gRecaptchaResponse":"3AHJ_V"}', googleToken],
      [
        '{"userAgent":"UA","gRecaptchaResponse":"3AHJ_V","cookies":{"nocookies":"true"}}',
        { ...googleToken, userAgent: 'UA', cookies: { nocookies: 'true' } },
      ],
    ],
    'recaptcha-v3': [
      ['{"gRecaptchaResponse":"3AHJ_V","userAgent":"UA"}', { ...googleToken, userAgent: 'UA' }],
    ],
    turnstile: [
      ['{"userAgent":"UA","token":"0.iGX3"}', { token: '0.iGX3', userAgent: 'UA' }],
      ['{"token":"0.iGX3"}', { token: '0.iGX3' }],
    ],
    'cloudflare-challenge': [
      ['{"cf_clearance":"1tarGvbY2-1.2.1.1"}', { cfClearance: '1tarGvbY2-1.2.1.1' }],
      [
        '{"cf_clearance":"1tarGvbY2-1.2.1.1","userAgent":"UA"}',
        { cfClearance: '1tarGvbY2-1.2.1.1', userAgent: 'UA' },
      ],
    ],
    'geetest-v3': [
      [
        '{"challenge":"c","validate":"v","seccode":"v|jordan"}',
        { challenge: 'c', validate: 'v', seccode: 'v|jordan' },
      ],
    ],
    'geetest-v4': [
      [
        '{"captcha_id":"i","lot_number":"l","pass_token":"p","gen_time":"1683794919","captcha_output":"o"}',
        {
          captchaId: 'i',
          lotNumber: 'l',
          passToken: 'p',
          genTime: '1683794919',
          captchaOutput: 'o',
        },
      ],
    ],
    image: [['{"text":"answer"}', { text: 'answer' }]],
    grid: [
      ['{"answer":[false,false,false,false,true,false,false,false,true]}', { cells: [5, 9] }],
      ['{"answer":[false,false,false,false]}', { cells: [] }],
    ],
    bls: [
      [
        '{"answer":[true,true,false,false,true,false,false,true,true],"metadata":{"AnswerType":"Grid"}}',
        { cells: [1, 2, 5, 8, 9] },
      ],
    ],
    'amazon-waf': [
      [
        '{"cookies":{"aws-waf-token":"10115f5b:EAoAua1Q:dp7s="},"userAgent":"UA"}',
        {
          token: '10115f5b:EAoAua1Q:dp7s=',
          cookies: { 'aws-waf-token': '10115f5b:EAoAua1Q:dp7s=' },
          userAgent: 'UA',
        },
      ],
      [
        '{"captcha_voucher":"eyJ0","existing_token":"f8ab="}',
        { voucher: 'eyJ0', existingToken: 'f8ab=' },
      ],
    ],
    raw: [['{"cf_clearance":"1tarGvbY2"}', { value: { cf_clearance: '1tarGvbY2' } }]],
  },
};

describe('capMonsterMethods', () => {
  testKinds(kinds);

  it('ask for an answer that is not out of the cache', async () => {
    const { requests } = await overTheWire({
      options: { profile: 'capmonster', apiKey, nocache: true },
      origin,
      path: '/createTask',
      reply: '{"errorId":0,"taskId":7}',
      call: (provider) => provider.submit(sampleTasks.turnstile, callContext()),
    });
    expect(requests[0]?.body).toBe(
      `{"clientKey":"${apiKey}","task":{"type":"TurnstileTask",${pageJson},"nocache":true}}`,
    );
  });

  it.each([
    [503, ''],
    [503, '{"message":"try again"}'],
    [200, '{"errorId":1,"errorCode":"CAPTCHA_NOT_READY","errorDescription":"not yet"}'],
    [200, '{"errorId":1,"errorCode":"ERROR_CAPTCHA_NOT_READY"}'],
    [200, '{"errorId":0,"status":"processing","errorCode":null,"solution":null}'],
  ])('take HTTP %i with %j to a poll for not ready', async (status, reply) => {
    const { value } = await overTheWire({
      options: { profile: 'capmonster', apiKey },
      origin,
      path: '/getTaskResult',
      status,
      reply,
      call: (provider) =>
        provider.poll({ id: '407533072', type: 'turnstile', isInteger: true }, callContext()),
    });
    expect(value).toEqual({ status: 'pending' });
  });

  it('take a page for people to a poll for an outage, which ends no ticket', async () => {
    const polled = overTheWire({
      options: { profile: 'capmonster', apiKey },
      origin,
      path: '/getTaskResult',
      status: 503,
      reply: '<html>Service Unavailable</html>',
      call: (provider) =>
        provider.poll({ id: '407533072', type: 'turnstile', isInteger: true }, callContext()),
    });
    await expect(polled).rejects.toMatchObject({ code: 'provider-unavailable', charged: 'yes' });
  });

  it('write a challenge page that is as long as one may be', async () => {
    const pageHtml = 'ü'.repeat(1_048_576);
    const task = { ...sampleTasks['cloudflare-challenge'], pageHtml, userAgent: 'UA' };
    const { requests } = await overTheWire({
      options: { profile: 'capmonster', apiKey },
      origin,
      path: '/createTask',
      reply: '{"errorId":0,"taskId":7}',
      call: (provider) => provider.submit(task, callContext()),
    });
    const { htmlPageBase64 } = JSON.parse(requests[0]?.body ?? '{}').task;
    expect(Buffer.from(htmlPageBase64, 'base64').toString() === pageHtml).toBe(true);
  });

  it('take HTTP 503 to a submit for an outage', async () => {
    const submitted = overTheWire({
      options: { profile: 'capmonster', apiKey },
      origin,
      path: '/createTask',
      status: 503,
      reply: '',
      call: (provider) => provider.submit(sampleTasks.turnstile, callContext()),
    });
    await expect(submitted).rejects.toMatchObject({ code: 'provider-unavailable' });
  });
});
