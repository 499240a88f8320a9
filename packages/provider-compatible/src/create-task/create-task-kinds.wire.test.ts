import { describe, expect, it } from 'vitest';

import { apiKey, pngBase64 } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { overTheWire } from '../__fixtures__/over-the-wire.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { pageJson, proxyJson, urlJson } from '../__fixtures__/task-json.ts';
import { type KindsOfService, testKinds } from '../__fixtures__/test-kinds.ts';

const googleToken = { token: '03ADUVZw' };

/** By the tables and examples of 2captcha.com/api-docs, one page for each type. */
const kinds: KindsOfService = {
  profile: '2captcha',
  origin: 'https://api.2captcha.com',
  submits: [
    [
      'a reCAPTCHA v2',
      sampleTasks['recaptcha-v2'],
      `{"type":"RecaptchaV2TaskProxyless",${pageJson}}`,
    ],
    [
      'an invisible reCAPTCHA v2 with all that it may have',
      {
        ...sampleTasks['recaptcha-v2'],
        invisible: true,
        dataS: 'once"1',
        apiDomain: 'recaptcha.net',
        cookies: 'a=b; c=d',
        userAgent: 'UA',
      },
      `{"type":"RecaptchaV2TaskProxyless",${pageJson},"isInvisible":true,"recaptchaDataSValue":"once\\"1","apiDomain":"recaptcha.net","cookies":"a=b; c=d","userAgent":"UA"}`,
    ],
    [
      'a reCAPTCHA v2 through a proxy',
      { ...sampleTasks['recaptcha-v2'], invisible: false, proxy },
      `{"type":"RecaptchaV2Task",${pageJson},"isInvisible":false,${proxyJson}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, dataS: 's' },
      `{"type":"RecaptchaV2EnterpriseTaskProxyless",${pageJson},"enterprisePayload":{"s":"s"}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise with an action, which the widget is rendered with',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, action: 'login' },
      `{"type":"RecaptchaV2EnterpriseTaskProxyless",${pageJson},"enterprisePayload":{"action":"login"}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise with all that the widget is rendered with',
      { ...sampleTasks['recaptcha-v2'], enterprise: true, action: 'login', dataS: 's' },
      `{"type":"RecaptchaV2EnterpriseTaskProxyless",${pageJson},"enterprisePayload":{"s":"s","action":"login"}}`,
    ],
    [
      'a reCAPTCHA v2 without the action that it does not have',
      { ...sampleTasks['recaptcha-v2'], action: 'login', dataS: 's' },
      `{"type":"RecaptchaV2TaskProxyless",${pageJson},"recaptchaDataSValue":"s"}`,
    ],
    [
      'an https proxy as it is called, where nobody documents another name',
      { ...sampleTasks['recaptcha-v2'], proxy: { ...proxy, type: 'https' } },
      `{"type":"RecaptchaV2Task",${pageJson},${proxyJson.replace('"http"', '"https"')}}`,
    ],
    [
      'a reCAPTCHA v2 enterprise through a proxy without credentials',
      {
        ...sampleTasks['recaptcha-v2'],
        enterprise: true,
        proxy: { type: 'socks5', host: 'proxy.example', port: 1080 },
      },
      `{"type":"RecaptchaV2EnterpriseTask",${pageJson},"proxyType":"socks5","proxyAddress":"proxy.example","proxyPort":1080}`,
    ],
    [
      'a reCAPTCHA v3, whose score the service wants to know',
      sampleTasks['recaptcha-v3'],
      `{"type":"RecaptchaV3TaskProxyless","minScore":0.3,${pageJson}}`,
    ],
    [
      'a reCAPTCHA v3 enterprise with all that it may have',
      {
        ...sampleTasks['recaptcha-v3'],
        action: 'login',
        minScore: 0.9,
        enterprise: true,
        apiDomain: 'recaptcha.net',
      },
      `{"type":"RecaptchaV3TaskProxyless","minScore":0.9,${pageJson},"pageAction":"login","isEnterprise":true,"apiDomain":"recaptcha.net"}`,
    ],
    [
      'a wish for a low score to the workers of the lowest',
      { ...sampleTasks['recaptcha-v3'], minScore: 0.1 },
      `{"type":"RecaptchaV3TaskProxyless","minScore":0.3,${pageJson}}`,
    ],
    [
      'a wish between two scores to the workers of the higher one',
      { ...sampleTasks['recaptcha-v3'], minScore: 0.5 },
      `{"type":"RecaptchaV3TaskProxyless","minScore":0.7,${pageJson}}`,
    ],
    ['a Turnstile', sampleTasks.turnstile, `{"type":"TurnstileTaskProxyless",${pageJson}}`],
    [
      'the Turnstile of a challenge page through a proxy',
      {
        ...sampleTasks.turnstile,
        action: 'managed',
        data: 'cd',
        pageData: 'pd',
        userAgent: 'UA',
        proxy,
      },
      `{"type":"TurnstileTask",${pageJson},"action":"managed","data":"cd","pagedata":"pd","userAgent":"UA",${proxyJson}}`,
    ],
    [
      'a GeeTest v3',
      { ...sampleTasks['geetest-v3'], apiServer: 'api-na.geetest.com', userAgent: 'UA' },
      `{"type":"GeeTestTaskProxyless",${urlJson},"gt":"gt","challenge":"challenge","geetestApiServerSubdomain":"api-na.geetest.com","userAgent":"UA"}`,
    ],
    [
      'a GeeTest v3 through a proxy',
      { ...sampleTasks['geetest-v3'], proxy },
      `{"type":"GeeTestTask",${urlJson},"gt":"gt","challenge":"challenge",${proxyJson}}`,
    ],
    [
      'a GeeTest v4',
      { ...sampleTasks['geetest-v4'], userAgent: 'UA' },
      `{"type":"GeeTestTaskProxyless","version":4,${urlJson},"initParameters":{"captcha_id":"captcha-id"},"userAgent":"UA"}`,
    ],
    [
      'a GeeTest v4 through a proxy',
      { ...sampleTasks['geetest-v4'], proxy },
      `{"type":"GeeTestTask","version":4,${urlJson},"initParameters":{"captcha_id":"captcha-id"},${proxyJson}}`,
    ],
    ['an image', sampleTasks.image, `{"type":"ImageToTextTask","body":"${pngBase64}"}`],
    [
      'an image with all that it may have',
      {
        type: 'image',
        image: `data:image/png;base64,${pngBase64}`,
        isPhrase: true,
        isCaseSensitive: false,
        isCalculation: true,
        characters: 'digits-and-letters',
        minLength: 4,
        maxLength: 6,
        language: 'ru',
        instructions: 'the red ones',
      },
      `{"type":"ImageToTextTask","body":"${pngBase64}","phrase":true,"case":false,"math":true,"numeric":4,"minLength":4,"maxLength":6,"comment":"the red ones"},"languagePool":"rn"`,
    ],
    ...(
      [
        ['any', 0],
        ['digits', 1],
        ['letters', 2],
        ['digits-or-letters', 3],
      ] as const
    ).map(
      ([characters, numeric]) =>
        [
          `an image of ${characters} characters`,
          { ...sampleTasks.image, characters, language: 'en' },
          `{"type":"ImageToTextTask","body":"${pngBase64}","numeric":${numeric}},"languagePool":"en"`,
        ] as const,
    ),
    [
      'a grid',
      { ...sampleTasks.grid, instructions: 'select all vehicles', rows: 4, columns: 4 },
      `{"type":"GridTask","body":"${pngBase64}","comment":"select all vehicles","rows":4,"columns":4}`,
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
      'a Lemin',
      { ...sampleTasks.lemin, apiServer: 'api.leminnow.com' },
      `{"type":"LeminTaskProxyless","captchaId":"captcha-id",${urlJson},"divId":"div","leminApiServerSubdomain":"api.leminnow.com"}`,
    ],
    [
      'a CaptchaFox, which is solved through a proxy only',
      sampleTasks.captchafox,
      `{"type":"CaptchaFoxTask",${pageJson},${proxyJson},"userAgent":"UA"}`,
    ],
    [
      'a FunCaptcha, whose data are text within the text',
      {
        ...sampleTasks.funcaptcha,
        serviceUrl: 'https://client-api.arkoselabs.com',
        data: { blob: 'b"=' },
        userAgent: 'UA',
      },
      `{"type":"FunCaptchaTaskProxyless","websitePublicKey":"public-key",${urlJson},"funcaptchaApiJSSubdomain":"client-api.arkoselabs.com","data":"{\\"blob\\":\\"b\\\\\\"=\\"}","userAgent":"UA"}`,
    ],
    [
      'a FunCaptcha through a proxy, whose host stands as it is',
      { ...sampleTasks.funcaptcha, serviceUrl: 'client-api.arkoselabs.com', proxy },
      `{"type":"FunCaptchaTask","websitePublicKey":"public-key",${urlJson},"funcaptchaApiJSSubdomain":"client-api.arkoselabs.com",${proxyJson}}`,
    ],
    [
      'an AWS WAF',
      sampleTasks['amazon-waf'],
      `{"type":"AmazonTaskProxyless",${pageJson},"iv":"iv","context":"context","challengeScript":"https://waf.example/challenge.js"}`,
    ],
    [
      'an AWS WAF through a proxy',
      { ...sampleTasks['amazon-waf'], captchaScript: 'https://waf.example/captcha.js', proxy },
      `{"type":"AmazonTask",${pageJson},"iv":"iv","context":"context","challengeScript":"https://waf.example/challenge.js","captchaScript":"https://waf.example/captcha.js",${proxyJson}}`,
    ],
    [
      'a task type of the service itself',
      {
        type: 'raw',
        method: 'KeyCaptchaTaskProxyless',
        parameters: { s_s_c_user_id: 10, deep: { list: [1, null, 'x'] } },
      },
      '{"s_s_c_user_id":10,"deep":{"list":[1,null,"x"]},"type":"KeyCaptchaTaskProxyless"}',
    ],
  ],
  answers: {
    'recaptcha-v2': [
      ['{"gRecaptchaResponse":"03ADUVZw","token":"03ADUVZw"}', googleToken],
      ['{"gRecaptchaResponse":"","token":"03ADUVZw"}', googleToken],
      [
        '{"gRecaptchaResponse":"03ADUVZw","userAgent":"UA","respKey":"E0_k","cookies":{"a":"b"}}',
        { ...googleToken, userAgent: 'UA', respKey: 'E0_k', cookies: { a: 'b' } },
      ],
    ],
    'recaptcha-v3': [['{"gRecaptchaResponse":"03ADUVZw","token":"03ADUVZw"}', googleToken]],
    turnstile: [
      ['{"token":"0.zrSnRHO7"}', { token: '0.zrSnRHO7' }],
      ['{"token":"0.zrSnRHO7","userAgent":"UA"}', { token: '0.zrSnRHO7', userAgent: 'UA' }],
      ['{"token":"0.zrSnRHO7","useragent":"UA"}', { token: '0.zrSnRHO7', userAgent: 'UA' }],
    ],
    'geetest-v3': [
      [
        '{"challenge":"c","validate":"v","seccode":"v|jordan"}',
        { challenge: 'c', validate: 'v', seccode: 'v|jordan' },
      ],
    ],
    'geetest-v4': [
      [
        '{"captcha_id":"i","lot_number":"l","pass_token":"p","gen_time":"1693924478","captcha_output":"o=="}',
        {
          captchaId: 'i',
          lotNumber: 'l',
          passToken: 'p',
          genTime: '1693924478',
          captchaOutput: 'o==',
        },
      ],
    ],
    image: [
      ['{"text":"hello world"}', { text: 'hello world' }],
      ['{"text":"0017"}', { text: '0017' }],
      ['{"text":8}', { text: '8' }],
    ],
    // Counted from 1: 2captcha.com/api-docs/grid.
    grid: [['{"click":[4,8,12,16]}', { cells: [4, 8, 12, 16] }]],
    'friendly-captcha': [['{"token":"f8b1.ZXL8Z.AgAD"}', { token: 'f8b1.ZXL8Z.AgAD' }]],
    lemin: [
      [
        '{"answer":"0xaxa","challenge_id":"e0348984"}',
        { answer: '0xaxa', challengeId: 'e0348984' },
      ],
      [
        '{"answer":"0xaxa","challenge_uuid":"e0348984"}',
        { answer: '0xaxa', challengeId: 'e0348984' },
      ],
    ],
    captchafox: [['{"token":"MAM_7828","userAgent":"UA"}', { token: 'MAM_7828', userAgent: 'UA' }]],
    funcaptcha: [['{"token":"1420|r=us|pk=6220FF23"}', { token: '1420|r=us|pk=6220FF23' }]],
    'amazon-waf': [
      [
        '{"captcha_voucher":"eyJ0","existing_token":"f8ab="}',
        { voucher: 'eyJ0', existingToken: 'f8ab=' },
      ],
    ],
    raw: [
      [
        '{"data":{"tokens":["t"]},"userAgent":"UA"}',
        { value: { data: { tokens: ['t'] }, userAgent: 'UA' }, userAgent: 'UA' },
      ],
      ['"any text"', { value: 'any text' }],
    ],
  },
};

describe('createTaskMethods', () => {
  testKinds(kinds);

  it.each([
    ['2captcha', 'https://api.2captcha.com'],
    ['rucaptcha', 'https://api.rucaptcha.com'],
  ] as const)('announce an affiliate and a callback of %s beside the task', async (profile, at) => {
    const callbackUrl = 'https://hooks.example/s3cret';
    const { requests } = await overTheWire({
      options: { profile, dialect: 'createTask', apiKey, softId: 4580 },
      origin: at,
      path: '/createTask',
      reply: '{"errorId":0,"taskId":7}',
      call: (provider) => provider.submit(sampleTasks.turnstile, callContext({ callbackUrl })),
    });
    expect(requests[0]?.body).toBe(
      `{"clientKey":"${apiKey}","task":{"type":"TurnstileTaskProxyless",${pageJson}},"softId":4580,"callbackUrl":"https://hooks.example/s3cret"}`,
    );
  });

  it('announce no callback to a service that calls nobody', async () => {
    const { requests } = await overTheWire({
      options: { profile: '2captcha', dialect: 'createTask', apiKey, callsBack: false },
      origin: 'https://api.2captcha.com',
      path: '/createTask',
      reply: '{"errorId":0,"taskId":7}',
      call: (provider) =>
        provider.submit(
          sampleTasks.turnstile,
          callContext({ callbackUrl: 'https://hooks.example/s3cret' }),
        ),
    });
    expect(requests[0]?.body).toBe(
      `{"clientKey":"${apiKey}","task":{"type":"TurnstileTaskProxyless",${pageJson}}}`,
    );
  });
});
