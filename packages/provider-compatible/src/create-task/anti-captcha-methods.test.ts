import type { Task } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { pageUrl, pngBase64, siteKey } from '../__fixtures__/account.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { writtenSubmit, writtenTask } from '../__fixtures__/written-task.ts';
import type { CompatibleTaskType } from '../task-types.ts';

const page = { websiteURL: pageUrl, websiteKey: siteKey };
const proxyAddress = {
  proxyAddress: '10.0.0.9',
  proxyPort: 8080,
  proxyLogin: 'lena',
  proxyPassword: 'p@ss:word',
};
const proxyFields = { proxyType: 'http', ...proxyAddress };

const cases: readonly (readonly [Task<CompatibleTaskType>, object])[] = [
  [
    { ...sampleTasks['recaptcha-v2'], enterprise: true, dataS: 's', proxy },
    {
      type: 'RecaptchaV2EnterpriseTask',
      ...page,
      enterprisePayload: { s: 's' },
      ...proxyFields,
    },
  ],
  [
    { ...sampleTasks['recaptcha-v3'], enterprise: true, action: 'login' },
    {
      type: 'RecaptchaV3TaskProxyless',
      ...page,
      minScore: 0.3,
      isEnterprise: true,
      pageAction: 'login',
    },
  ],
  [
    { ...sampleTasks.turnstile, action: 'a', data: 'cd', pageData: 'pd', proxy },
    { type: 'TurnstileTask', ...page, action: 'a', cData: 'cd', chlPageData: 'pd', ...proxyFields },
  ],
  [
    sampleTasks['cloudflare-challenge'],
    { type: 'AntiBotCookieTask', websiteURL: pageUrl, ...proxyAddress },
  ],
  [
    sampleTasks['geetest-v3'],
    { type: 'GeeTestTaskProxyless', websiteURL: pageUrl, gt: 'gt', challenge: 'challenge' },
  ],
  [
    sampleTasks['geetest-v4'],
    { type: 'GeeTestTaskProxyless', version: 4, websiteURL: pageUrl, gt: 'captcha-id' },
  ],
  [sampleTasks['friendly-captcha'], { type: 'FriendlyCaptchaTaskProxyless', ...page }],
  [
    { ...sampleTasks.hcaptcha, invisible: true, data: 'rq', userAgent: 'UA' },
    {
      type: 'HCaptchaTaskProxyless',
      ...page,
      isInvisible: true,
      isEnterprise: true,
      enterprisePayload: { rqdata: 'rq' },
      userAgent: 'UA',
    },
  ],
  [
    { ...sampleTasks.funcaptcha, proxy },
    {
      type: 'FunCaptchaTask',
      websiteURL: pageUrl,
      websitePublicKey: 'public-key',
      ...proxyFields,
    },
  ],
  [
    sampleTasks['amazon-waf'],
    {
      type: 'AmazonTaskProxyless',
      ...page,
      iv: 'iv',
      context: 'context',
      challengeScript: 'https://waf.example/challenge.js',
    },
  ],
  [sampleTasks.raw, { type: 'MtCaptchaTask', websiteKey: 'MTPublic' }],
];

describe('antiCaptchaMethods', () => {
  it.each(cases)('write $type', async (task, written) => {
    expect(await writtenTask(task, { profile: 'anti-captcha' })).toEqual(written);
  });

  it('choose the workers by the language of a picture', async () => {
    expect(
      await writtenSubmit({ ...sampleTasks.image, language: 'uk' }, { profile: 'anti-captcha' }),
    ).toMatchObject({ task: { type: 'ImageToTextTask', body: pngBase64 }, languagePool: 'rn' });
  });
});
