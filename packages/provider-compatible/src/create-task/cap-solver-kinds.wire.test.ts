import { describe, expect, it } from 'vitest';

import { apiKey, pngBase64 } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { overTheWire } from '../__fixtures__/over-the-wire.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { pageJson, proxyJson, urlJson } from '../__fixtures__/task-json.ts';
import { type KindsOfService, testKinds } from '../__fixtures__/test-kinds.ts';

const origin = 'https://api.capsolver.com';
const uuid = '61138bb6-19fb-11ec-a9c8-0242ac110006';
const options = { profile: 'capsolver', apiKey } as const;

/** By the tables and examples of docs.capsolver.com/guide/captcha and /guide/recognition, one page for each type. */
const kinds: KindsOfService = {
  profile: 'capsolver',
  origin,
  submits: [
    [
      'a reCAPTCHA v2',
      sampleTasks['recaptcha-v2'],
      `{"type":"ReCaptchaV2TaskProxyLess",${pageJson}}`,
    ],
    [
      'an invisible reCAPTCHA v2 with a list of cookies',
      {
        ...sampleTasks['recaptcha-v2'],
        invisible: true,
        dataS: 's',
        apiDomain: 'http://www.recaptcha.net/',
        cookies: 'a=b=c; d=e;',
      },
      `{"type":"ReCaptchaV2TaskProxyLess",${pageJson},"isInvisible":true,"recaptchaDataSValue":"s","apiDomain":"http://www.recaptcha.net/","cookies":[{"name":"a","value":"b=c"},{"name":"d","value":"e"}]}`,
    ],
    [
      'a reCAPTCHA v2 through a proxy',
      { ...sampleTasks['recaptcha-v2'], proxy },
      `{"type":"ReCaptchaV2Task",${pageJson},${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, action: 'login', dataS: 's' },
      `{"type":"ReCaptchaV2EnterpriseTaskProxyLess",${pageJson},"pageAction":"login","enterprisePayload":{"s":"s"}}`,
    ],
    [
      'the `sa` of a reCAPTCHA v2',
      { ...sampleTasks['recaptcha-v2'], action: 'login' },
      `{"type":"ReCaptchaV2TaskProxyLess",${pageJson},"pageAction":"login"}`,
    ],
    [
      'a reCAPTCHA v2 enterprise through a proxy',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, proxy },
      `{"type":"ReCaptchaV2EnterpriseTask",${pageJson},${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v3 with any score between 0.1 and 0.9',
      { ...sampleTasks['recaptcha-v3'], action: 'login', minScore: 0.5 },
      `{"type":"ReCaptchaV3TaskProxyLess",${pageJson},"pageAction":"login","minScore":0.5}`,
    ],
    [
      'a reCAPTCHA v3 through a proxy',
      { ...sampleTasks['recaptcha-v3'], apiDomain: 'http://www.recaptcha.net/', proxy },
      `{"type":"ReCaptchaV3Task",${pageJson},"apiDomain":"http://www.recaptcha.net/",${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v3 enterprise',
      { ...sampleTasks['recaptcha-v3'], enterprise: true },
      `{"type":"ReCaptchaV3EnterpriseTaskProxyLess",${pageJson}}`,
    ],
    [
      'a reCAPTCHA v3 enterprise through a proxy',
      { ...sampleTasks['recaptcha-v3'], enterprise: true, proxy },
      `{"type":"ReCaptchaV3EnterpriseTask",${pageJson},${proxyJson}}`,
    ],
    ['a Turnstile', sampleTasks.turnstile, `{"type":"AntiTurnstileTaskProxyLess",${pageJson}}`],
    [
      'a Turnstile with its action',
      { ...sampleTasks.turnstile, action: 'login' },
      `{"type":"AntiTurnstileTaskProxyLess",${pageJson},"metadata":{"action":"login"}}`,
    ],
    [
      'a Turnstile with its data',
      { ...sampleTasks.turnstile, data: 'cd' },
      `{"type":"AntiTurnstileTaskProxyLess",${pageJson},"metadata":{"cdata":"cd"}}`,
    ],
    [
      'a Turnstile with both',
      { ...sampleTasks.turnstile, action: 'login', data: 'cd' },
      `{"type":"AntiTurnstileTaskProxyLess",${pageJson},"metadata":{"action":"login","cdata":"cd"}}`,
    ],
    [
      'a challenge page, its proxy on one line',
      { ...sampleTasks['cloudflare-challenge'], pageHtml: '<p>moment… "ü"</p>', userAgent: 'UA' },
      `{"type":"AntiCloudflareTask",${urlJson},"html":"<p>moment… \\"ü\\"</p>","proxy":"10.0.0.9:8080:lena:p@ss:word","userAgent":"UA"}`,
    ],
    [
      'a challenge page through a proxy of another type, without credentials',
      {
        ...sampleTasks['cloudflare-challenge'],
        proxy: { type: 'socks5', host: '10.0.0.9', port: 1080 },
      },
      `{"type":"AntiCloudflareTask",${urlJson},"proxy":"socks5:10.0.0.9:1080"}`,
    ],
    [
      'a GeeTest v3',
      { ...sampleTasks['geetest-v3'], apiServer: 'api-na.geetest.com' },
      `{"type":"GeeTestTaskProxyLess",${urlJson},"gt":"gt","challenge":"challenge","geetestApiServerSubdomain":"api-na.geetest.com"}`,
    ],
    [
      'a GeeTest v4',
      sampleTasks['geetest-v4'],
      `{"type":"GeeTestTaskProxyLess",${urlJson},"captchaId":"captcha-id"}`,
    ],
    [
      'an image without its prefix and line breaks',
      {
        type: 'image',
        image: `data:image/png;base64,${pngBase64.slice(0, 76)}\n${pngBase64.slice(76)}`,
      },
      `{"type":"ImageToTextTask","body":"${pngBase64}"}`,
    ],
    [
      'a grid, whose size the service sees',
      sampleTasks.grid,
      `{"type":"ReCaptchaV2Classification","image":"${pngBase64}","question":"/m/0k4j"}`,
    ],
    [
      'an AWS WAF',
      sampleTasks['amazon-waf'],
      `{"type":"AntiAwsWafTaskProxyLess","awsKey":"0x4AAAAAAAC3DHQFLr1GavRN",${urlJson},"awsIv":"iv","awsContext":"context","awsChallengeJS":"https://waf.example/challenge.js"}`,
    ],
    [
      'an AWS WAF through a proxy',
      { ...sampleTasks['amazon-waf'], challengeScript: undefined, proxy },
      `{"type":"AntiAwsWafTask","awsKey":"0x4AAAAAAAC3DHQFLr1GavRN",${urlJson},"awsIv":"iv","awsContext":"context","proxy":"10.0.0.9:8080:lena:p@ss:word"}`,
    ],
    [
      'a task type of the service itself',
      {
        type: 'raw',
        method: 'VisionEngine',
        parameters: { module: 'slider_1', image: 'R0lGODlh' },
      },
      '{"module":"slider_1","image":"R0lGODlh","type":"VisionEngine"}',
    ],
  ],
  answers: {
    'recaptcha-v2': [
      [
        '{"userAgent":"UA","expireTime":1671615324290,"gRecaptchaResponse":"3AHJ"}',
        { token: '3AHJ', userAgent: 'UA' },
      ],
    ],
    'recaptcha-v3': [
      [
        '{"createTime":1671615324290,"gRecaptchaResponse":"3AHJ","cookies":[{"name":"recaptcha-ca-t","value":"x"}]}',
        { token: '3AHJ', cookies: [{ name: 'recaptcha-ca-t', value: 'x' }] },
      ],
    ],
    turnstile: [
      [
        '{"token":"0.mF74","type":"turnstile","userAgent":"UA"}',
        { token: '0.mF74', userAgent: 'UA' },
      ],
    ],
    'cloudflare-challenge': [
      [
        '{"cookies":{"cf_clearance":"CvoLOcz"},"token":"CvoLOcz","userAgent":"Mozilla/5.0 (X11)"}',
        {
          cfClearance: 'CvoLOcz',
          cookies: { cf_clearance: 'CvoLOcz' },
          userAgent: 'Mozilla/5.0 (X11)',
        },
      ],
      [
        '{"cookies":[{"name":"cf_clearance","value":"CvoLOcz"}]}',
        { cfClearance: 'CvoLOcz', cookies: [{ name: 'cf_clearance', value: 'CvoLOcz' }] },
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
        '{"captcha_id":"i","captcha_output":"o","gen_time":"1693924478","lot_number":"l","pass_token":"p","risk_type":"slide"}',
        {
          captchaId: 'i',
          lotNumber: 'l',
          passToken: 'p',
          genTime: '1693924478',
          captchaOutput: 'o',
        },
      ],
    ],
    image: [['{"text":"44795sds","confidence":0.98}', { text: '44795sds' }]],
    // Counted from 0.
    grid: [
      ['{"type":"multi","objects":[0,4,8],"size":3}', { cells: [1, 5, 9] }],
      ['{"type":"multi","objects":[]}', { cells: [] }],
      ['{"type":"single","hasObject":true,"size":1}', { cells: [1] }],
      ['{"type":"single","hasObject":false}', { cells: [] }],
    ],
    'amazon-waf': [
      ['{"cookie":"aws-waf-token=223d1f60:EAoAd=="}', { token: '223d1f60:EAoAd==' }],
      ['{"cookie":"223d1f60:EAoAd=="}', { token: '223d1f60:EAoAd==' }],
    ],
    raw: [['{"distance":213}', { value: { distance: 213 } }]],
  },
};

describe('capSolverMethods', () => {
  testKinds(kinds);

  it('call an affiliate an app', async () => {
    const { requests } = await overTheWire({
      options: { ...options, softId: 'APP-1' },
      origin,
      path: '/createTask',
      reply: `{"errorId":0,"status":"idle","taskId":"${uuid}"}`,
      call: (provider) => provider.submit(sampleTasks['geetest-v4'], callContext()),
    });
    expect(requests[0]?.body).toBe(
      `{"clientKey":"${apiKey}","task":{"type":"GeeTestTaskProxyLess",${urlJson},"captchaId":"captcha-id"},"appId":"APP-1"}`,
    );
  });

  it.each([
    [
      sampleTasks.image,
      '"solution":{"text":"44795sds"},"cost":0.0004',
      {
        solution: { type: 'image', text: '44795sds' },
        billed: { amount: 0.0004, currency: 'USD' },
      },
    ],
    [
      sampleTasks.grid,
      '"solution":{"type":"multi","objects":[0,8]}',
      { solution: { type: 'grid', cells: [1, 9] } },
    ],
    [
      sampleTasks.raw,
      '"solution":{"distance":213}',
      { solution: { type: 'raw', value: { distance: 213 } } },
    ],
  ])('take the answer to $type within createTask', async (task, answer, solved) => {
    const reply = `{"errorId":0,"errorCode":"","errorDescription":"","status":"ready",${answer},"taskId":"${uuid}"}`;
    const { value } = await overTheWire({
      options,
      origin,
      path: '/createTask',
      reply,
      call: (provider) => provider.submit(task, callContext()),
    });
    expect(value).toEqual({
      status: 'solved',
      ...solved,
      ticket: { id: uuid, type: task.type },
      raw: reply,
    });
  });

  it('take an answer within createTask that has no id', async () => {
    const { value } = await overTheWire({
      options,
      origin,
      path: '/createTask',
      reply: '{"errorId":0,"status":"ready","solution":{"text":"44795sds"}}',
      call: (provider) => provider.submit(sampleTasks.image, callContext()),
    });
    expect(value).toMatchObject({ status: 'solved', solution: { text: '44795sds' } });
    expect(value).not.toHaveProperty('ticket');
  });

  it.each(['idle', 'processing'])('take a task that is %s for not ready', async (status) => {
    const { value, requests } = await overTheWire({
      options,
      origin,
      path: '/getTaskResult',
      reply: `{"errorId":0,"errorCode":null,"status":"${status}","taskId":"${uuid}"}`,
      call: (provider) => provider.poll({ id: uuid, type: 'turnstile' }, callContext()),
    });
    expect(value).toEqual({ status: 'pending' });
    expect(requests[0]?.body).toBe(`{"clientKey":"${apiKey}","taskId":"${uuid}"}`);
  });

  it.each([
    [400, 'ERROR_INVALID_TASK_DATA', 'task-invalid'],
    [401, 'ERROR_KEY_DENIED_ACCESS', 'credentials-rejected'],
  ])('read the code beside HTTP %i to a submit: %s', async (status, errorCode, code) => {
    const submitted = overTheWire({
      options,
      origin,
      path: '/createTask',
      status,
      reply: `{"errorId":1,"errorCode":"${errorCode}","errorDescription":"no"}`,
      call: (provider) => provider.submit(sampleTasks.turnstile, callContext()),
    });
    await expect(submitted).rejects.toMatchObject({ code, rawCode: errorCode, charged: 'no' });
  });

  it.each([
    ['ERROR_TASKID_INVALID', 'ticket-lost'],
    ['ERROR_CAPTCHA_UNSOLVABLE', 'task-unsolvable'],
  ])('read the code beside HTTP 400 to a poll: %s', async (errorCode, code) => {
    const { value } = await overTheWire({
      options,
      origin,
      path: '/getTaskResult',
      status: 400,
      reply: `{"errorId":1,"errorCode":"${errorCode}"}`,
      call: (provider) => provider.poll({ id: uuid, type: 'turnstile' }, callContext()),
    });
    expect(value).toMatchObject({ status: 'failed', error: { code, rawCode: errorCode } });
  });
});
