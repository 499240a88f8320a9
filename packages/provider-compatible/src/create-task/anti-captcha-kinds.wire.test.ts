import { describe, expect, it } from 'vitest';

import { apiKey, pngBase64 } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { overTheWire } from '../__fixtures__/over-the-wire.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { pageJson, proxyJson, urlJson } from '../__fixtures__/task-json.ts';
import { type KindsOfService, testKinds } from '../__fixtures__/test-kinds.ts';

const googleToken = { token: '03ADUVZw' };
const clearance = { cfClearance: 'x9.Ab-1764', userAgent: 'Mozilla/5.0 (X11)' };

/** By the tables and examples of anti-captcha.com/apidoc/task-types, one page for each type. */
const kinds: KindsOfService = {
  profile: 'anti-captcha',
  origin: 'https://api.anti-captcha.com',
  submits: [
    [
      'an invisible reCAPTCHA v2',
      { ...sampleTasks['recaptcha-v2'], invisible: true, dataS: 's' },
      `{"type":"RecaptchaV2TaskProxyless",${pageJson},"isInvisible":true,"recaptchaDataSValue":"s"}`,
    ],
    [
      'a reCAPTCHA v2 through a proxy',
      { ...sampleTasks['recaptcha-v2'], cookies: 'a=b; c=d', userAgent: 'UA', proxy },
      `{"type":"RecaptchaV2Task",${pageJson},"cookies":"a=b; c=d","userAgent":"UA",${proxyJson}}`,
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
      `{"type":"RecaptchaV2EnterpriseTaskProxyless",${pageJson},"enterprisePayload":{"s":"s","action":"login"},"apiDomain":"www.recaptcha.net"}`,
    ],
    [
      'a reCAPTCHA v2 enterprise through a proxy',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, proxy },
      `{"type":"RecaptchaV2EnterpriseTask",${pageJson},${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v3, whose score the service wants to know',
      sampleTasks['recaptcha-v3'],
      `{"type":"RecaptchaV3TaskProxyless","minScore":0.3,${pageJson}}`,
    ],
    [
      'a reCAPTCHA v3 enterprise to the workers who fulfil the wish',
      {
        ...sampleTasks['recaptcha-v3'],
        action: 'login',
        minScore: 0.8,
        enterprise: true,
        apiDomain: 'www.recaptcha.net',
      },
      `{"type":"RecaptchaV3TaskProxyless","minScore":0.9,${pageJson},"pageAction":"login","isEnterprise":true,"apiDomain":"www.recaptcha.net"}`,
    ],
    ['a Turnstile', sampleTasks.turnstile, `{"type":"TurnstileTaskProxyless",${pageJson}}`],
    [
      'the Turnstile of a challenge page through a proxy',
      { ...sampleTasks.turnstile, action: 'managed', data: 'cd', pageData: 'pd', proxy },
      `{"type":"TurnstileTask",${pageJson},"action":"managed","cData":"cd","chlPageData":"pd",${proxyJson}}`,
    ],
    [
      'a challenge page without a type of its proxy, which is HTTP, and without its HTML',
      { ...sampleTasks['cloudflare-challenge'], pageHtml: '<p>moment…</p>' },
      `{"type":"AntiBotCookieTask",${urlJson},"proxyAddress":"10.0.0.9","proxyPort":8080,"proxyLogin":"lena","proxyPassword":"p@ss:word"}`,
    ],
    [
      'a GeeTest v3',
      { ...sampleTasks['geetest-v3'], apiServer: 'api-na.geetest.com' },
      `{"type":"GeeTestTaskProxyless",${urlJson},"gt":"gt","challenge":"challenge","geetestApiServerSubdomain":"api-na.geetest.com"}`,
    ],
    [
      'a GeeTest v3 through a proxy',
      { ...sampleTasks['geetest-v3'], userAgent: 'UA', proxy },
      `{"type":"GeeTestTask",${urlJson},"gt":"gt","challenge":"challenge","userAgent":"UA",${proxyJson}}`,
    ],
    [
      'a GeeTest v4',
      sampleTasks['geetest-v4'],
      `{"type":"GeeTestTaskProxyless","version":4,${urlJson},"gt":"captcha-id"}`,
    ],
    [
      'a GeeTest v4 through a proxy',
      { ...sampleTasks['geetest-v4'], userAgent: 'UA', proxy },
      `{"type":"GeeTestTask","version":4,${urlJson},"gt":"captcha-id","userAgent":"UA",${proxyJson}}`,
    ],
    ['an image', sampleTasks.image, `{"type":"ImageToTextTask","body":"${pngBase64}"}`],
    [
      'an image with all that it may have',
      {
        ...sampleTasks.image,
        isPhrase: true,
        isCaseSensitive: true,
        isCalculation: false,
        characters: 'letters',
        minLength: 1,
        maxLength: 20,
        language: 'uk',
        instructions: 'letters in red',
      },
      `{"type":"ImageToTextTask","body":"${pngBase64}","phrase":true,"case":true,"math":false,"numeric":2,"minLength":1,"maxLength":20,"comment":"letters in red"},"languagePool":"rn"`,
    ],
    [
      'a Friendly Captcha',
      sampleTasks['friendly-captcha'],
      `{"type":"FriendlyCaptchaTaskProxyless",${pageJson}}`,
    ],
    [
      'a Friendly Captcha through a proxy',
      { ...sampleTasks['friendly-captcha'], proxy },
      `{"type":"FriendlyCaptchaTask",${pageJson},${proxyJson}}`,
    ],
    [
      'an invisible hCaptcha enterprise',
      { ...sampleTasks.hcaptcha, invisible: true, data: 'rq', userAgent: 'UA' },
      `{"type":"HCaptchaTaskProxyless",${pageJson},"isInvisible":true,"isEnterprise":true,"enterprisePayload":{"rqdata":"rq"},"userAgent":"UA"}`,
    ],
    [
      'an hCaptcha through a proxy',
      { ...sampleTasks.hcaptcha, proxy },
      `{"type":"HCaptchaTask",${pageJson},${proxyJson}}`,
    ],
    [
      'a FunCaptcha, whose data are text within the text',
      {
        ...sampleTasks.funcaptcha,
        serviceUrl: 'https://someservice-api.arkoselabs.com/v2/api.js',
        data: { blob: 'b=' },
      },
      `{"type":"FunCaptchaTaskProxyless","websitePublicKey":"public-key",${urlJson},"funcaptchaApiJSSubdomain":"someservice-api.arkoselabs.com","data":"{\\"blob\\":\\"b=\\"}"}`,
    ],
    [
      'a FunCaptcha through a proxy',
      { ...sampleTasks.funcaptcha, userAgent: 'UA', proxy },
      `{"type":"FunCaptchaTask","websitePublicKey":"public-key",${urlJson},"userAgent":"UA",${proxyJson}}`,
    ],
    [
      'an AWS WAF',
      { ...sampleTasks['amazon-waf'], captchaScript: 'https://waf.example/captcha.js' },
      `{"type":"AmazonTaskProxyless",${pageJson},"iv":"iv","context":"context","challengeScript":"https://waf.example/challenge.js","captchaScript":"https://waf.example/captcha.js"}`,
    ],
    [
      'an AWS WAF through a proxy',
      { ...sampleTasks['amazon-waf'], challengeScript: undefined, proxy },
      `{"type":"AmazonTask",${pageJson},"iv":"iv","context":"context",${proxyJson}}`,
    ],
    [
      'a task type of the service itself',
      {
        type: 'raw',
        method: 'ImageToCoordinatesTask',
        parameters: { body: 'R0lGODlh', mode: 'rectangles' },
      },
      '{"body":"R0lGODlh","mode":"rectangles","type":"ImageToCoordinatesTask"}',
    ],
  ],
  answers: {
    'recaptcha-v2': [
      ['{"gRecaptchaResponse":"03ADUVZw"}', googleToken],
      [
        '{"gRecaptchaResponse":"03ADUVZw","cookies":{"NID":"511="}}',
        { ...googleToken, cookies: { NID: '511=' } },
      ],
    ],
    'recaptcha-v3': [['{"gRecaptchaResponse":"03ADUVZw"}', googleToken]],
    turnstile: [['{"token":"0.t","userAgent":"UA"}', { token: '0.t', userAgent: 'UA' }]],
    'cloudflare-challenge': [
      [
        '{"cookies":{"cf_clearance":"x9.Ab-1764","__cf_bm":"b"},"localStorage":{},"fingerprint":{"self.navigator.userAgent":"Mozilla/5.0 (X11)","self.screen.width":1536},"url":"https://shop.example/","domain":"shop.example"}',
        { ...clearance, cookies: { cf_clearance: 'x9.Ab-1764', __cf_bm: 'b' } },
      ],
      ['{"cf_clearance":"x9.Ab-1764","userAgent":"Mozilla/5.0 (X11)"}', clearance],
      [
        '{"cookies":{"cf_clearance":"x9.Ab-1764"},"token":"x9.Ab-1764","user_agent":"Mozilla/5.0 (X11)"}',
        { ...clearance, cookies: { cf_clearance: 'x9.Ab-1764' } },
      ],
      ['{"cf_clearance":"x9.Ab-1764"}', { cfClearance: 'x9.Ab-1764' }],
    ],
    'geetest-v3': [
      [
        '{"challenge":"c","validate":"v","seccode":"v|jordan"}',
        { challenge: 'c', validate: 'v', seccode: 'v|jordan' },
      ],
    ],
    'geetest-v4': [
      [
        '{"captcha_id":"i","lot_number":"l","pass_token":"p","gen_time":"1649921519","captcha_output":"o"}',
        {
          captchaId: 'i',
          lotNumber: 'l',
          passToken: 'p',
          genTime: '1649921519',
          captchaOutput: 'o',
        },
      ],
    ],
    image: [['{"text":"deditur","url":"http://61.39.233.233/1/1.jpg"}', { text: 'deditur' }]],
    'friendly-captcha': [
      ['{"token":"1c5a.AQA","userAgent":"UA"}', { token: '1c5a.AQA', userAgent: 'UA' }],
    ],
    hcaptcha: [
      [
        '{"gRecaptchaResponse":"P1_ey","respKey":"E0_eyJ","userAgent":"UA"}',
        { token: 'P1_ey', respKey: 'E0_eyJ', userAgent: 'UA' },
      ],
    ],
    funcaptcha: [['{"token":"1420|r=eu|pk=public-key"}', { token: '1420|r=eu|pk=public-key' }]],
    'amazon-waf': [['{"token":"10115f5b:EoAo:dp7s="}', { token: '10115f5b:EoAo:dp7s=' }]],
    raw: [['{"coordinates":[[17,48,54,83]]}', { value: { coordinates: [[17, 48, 54, 83]] } }]],
  },
};

describe('antiCaptchaMethods', () => {
  testKinds(kinds);

  it.each([
    'recaptcha-v2',
    'turnstile',
    'geetest-v3',
    'geetest-v4',
    'friendly-captcha',
    'hcaptcha',
    'funcaptcha',
    'amazon-waf',
  ] as const)('write an https proxy as http, by which the service means both: %s', async (type) => {
    const { requests } = await overTheWire({
      options: { profile: 'anti-captcha', apiKey },
      origin: 'https://api.anti-captcha.com',
      path: '/createTask',
      reply: '{"errorId":0,"taskId":7}',
      call: (provider) =>
        provider.submit(
          { ...sampleTasks[type], proxy: { ...proxy, type: 'https' } },
          callContext(),
        ),
    });
    expect(requests[0]?.body).toContain(proxyJson);
  });

  it('count what could not be solved as paid', async () => {
    const { value } = await overTheWire({
      options: { profile: 'anti-captcha', apiKey },
      origin: 'https://api.anti-captcha.com',
      path: '/getTaskResult',
      reply:
        '{"errorId":12,"errorCode":"ERROR_CAPTCHA_UNSOLVABLE","errorDescription":"Captcha could not be solved by 5 different workers"}',
      call: (provider) => provider.poll({ id: '7', type: 'image', isInteger: true }, callContext()),
    });
    expect(value).toMatchObject({
      status: 'failed',
      error: { code: 'task-unsolvable', charged: 'yes' },
    });
  });
});
