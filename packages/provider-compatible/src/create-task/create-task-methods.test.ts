import type { Task } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, pngBase64, siteKey } from '../__fixtures__/account.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { writtenSubmit, writtenTask } from '../__fixtures__/written-task.ts';
import type { CompatibleTaskType } from '../task-types.ts';

const page = { websiteURL: pageUrl, websiteKey: siteKey };
const proxyFields = {
  proxyType: 'http',
  proxyAddress: '10.0.0.9',
  proxyPort: 8080,
  proxyLogin: 'lena',
  proxyPassword: 'p@ss:word',
};
const apiServer = 'api-na.geetest.com';

const cases: readonly (readonly [Task<CompatibleTaskType>, object])[] = [
  [
    { ...sampleTasks['geetest-v3'], apiServer, userAgent: 'UA' },
    {
      type: 'GeeTestTaskProxyless',
      websiteURL: pageUrl,
      gt: 'gt',
      challenge: 'challenge',
      geetestApiServerSubdomain: apiServer,
      userAgent: 'UA',
    },
  ],
  [
    { ...sampleTasks['geetest-v4'], proxy },
    {
      type: 'GeeTestTask',
      version: 4,
      websiteURL: pageUrl,
      initParameters: { captcha_id: 'captcha-id' },
      ...proxyFields,
    },
  ],
  [
    sampleTasks.grid,
    { type: 'GridTask', body: pngBase64, comment: '/m/0k4j', rows: 3, columns: 3 },
  ],
  [sampleTasks['friendly-captcha'], { type: 'FriendlyCaptchaTaskProxyless', ...page }],
  [
    { ...sampleTasks['friendly-captcha'], proxy },
    { type: 'FriendlyCaptchaTask', ...page, ...proxyFields },
  ],
  [
    { ...sampleTasks.lemin, apiServer: 'api.leminnow.com' },
    {
      type: 'LeminTaskProxyless',
      websiteURL: pageUrl,
      captchaId: 'captcha-id',
      divId: 'div',
      leminApiServerSubdomain: 'api.leminnow.com',
    },
  ],
  [sampleTasks.captchafox, { type: 'CaptchaFoxTask', ...page, ...proxyFields, userAgent: 'UA' }],
  [
    {
      ...sampleTasks.funcaptcha,
      serviceUrl: 'https://client-api.arkoselabs.com',
      data: { blob: 'b' },
    },
    {
      type: 'FunCaptchaTaskProxyless',
      websiteURL: pageUrl,
      websitePublicKey: 'public-key',
      funcaptchaApiJSSubdomain: 'client-api.arkoselabs.com',
      data: '{"blob":"b"}',
    },
  ],
  [
    { ...sampleTasks['amazon-waf'], captchaScript: 'https://waf.example/captcha.js', proxy },
    {
      type: 'AmazonTask',
      ...page,
      iv: 'iv',
      context: 'context',
      challengeScript: 'https://waf.example/challenge.js',
      captchaScript: 'https://waf.example/captcha.js',
      ...proxyFields,
    },
  ],
  [sampleTasks.raw, { type: 'MtCaptchaTask', websiteKey: 'MTPublic' }],
];

describe('createTaskMethods', () => {
  it.each(cases)('write $type for 2captcha', async (task, written) => {
    expect(await writtenTask(task, { profile: '2captcha' })).toEqual(written);
  });

  it('announce an affiliate and a callback beside the task, and only when there are some', async () => {
    const callbackUrl = 'https://hooks.example/one-time';
    expect(
      await writtenSubmit(sampleTasks.turnstile, { profile: '2captcha', softId: '9', callbackUrl }),
    ).toEqual({
      clientKey: apiKey,
      task: { type: 'TurnstileTaskProxyless', ...page },
      softId: '9',
      callbackUrl,
    });
    expect(
      await writtenSubmit(sampleTasks.turnstile, {
        profile: '2captcha',
        callbackUrl,
        callsBack: false,
      }),
    ).toEqual({ clientKey: apiKey, task: { type: 'TurnstileTaskProxyless', ...page } });
  });
});
