import type { Task } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { pageUrl, pngBase64, siteKey } from '../__fixtures__/account.ts';
import { proxy, sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { writtenTask } from '../__fixtures__/written-task.ts';
import type { CompatibleTaskType } from '../task-types.ts';

const page = { websiteURL: pageUrl, websiteKey: siteKey };
const proxyFields = {
  proxyType: 'http',
  proxyAddress: '10.0.0.9',
  proxyPort: 8080,
  proxyLogin: 'lena',
  proxyPassword: 'p@ss:word',
};

const cases: readonly (readonly [Task<CompatibleTaskType>, object])[] = [
  [sampleTasks['recaptcha-v2'], { type: 'RecaptchaV2Task', ...page }],
  [
    { ...sampleTasks['recaptcha-v2'], proxy, cookies: 'a=b', userAgent: 'UA' },
    { type: 'RecaptchaV2Task', ...page, cookies: 'a=b', userAgent: 'UA', ...proxyFields },
  ],
  [
    { ...sampleTasks['recaptcha-v2'], enterprise: true, proxy },
    { type: 'RecaptchaV2EnterpriseTask', ...page, ...proxyFields },
  ],
  [
    { ...sampleTasks['recaptcha-v3'], minScore: 0.7, action: 'login' },
    { type: 'RecaptchaV3TaskProxyless', ...page, minScore: 0.7, pageAction: 'login' },
  ],
  [
    { ...sampleTasks['recaptcha-v3'], enterprise: true },
    { type: 'RecaptchaV3EnterpriseTask', ...page },
  ],
  [
    { ...sampleTasks.turnstile, action: 'a', data: 'cd', pageData: 'pd', userAgent: 'UA' },
    {
      type: 'TurnstileTask',
      ...page,
      pageAction: 'a',
      data: 'cd',
      pageData: 'pd',
      cloudflareTaskType: 'token',
      userAgent: 'UA',
    },
  ],
  [
    { ...sampleTasks['geetest-v3'], proxy },
    {
      type: 'GeeTestTask',
      websiteURL: pageUrl,
      gt: 'gt',
      challenge: 'challenge',
      ...proxyFields,
    },
  ],
  [
    sampleTasks['geetest-v4'],
    { type: 'GeeTestTask', version: 4, websiteURL: pageUrl, gt: 'captcha-id' },
  ],
  [
    { ...sampleTasks.image, characters: 'digits', isCaseSensitive: true, isCalculation: false },
    { type: 'ImageToTextTask', body: pngBase64, case: true, math: false, numeric: 1 },
  ],
  [
    { ...sampleTasks.grid, instructions: 'Click on traffic lights', rows: 4, columns: 4 },
    {
      type: 'ComplexImageTask',
      class: 'recaptcha',
      imagesBase64: [pngBase64],
      metadata: { Grid: '4x4', Task: 'Click on traffic lights' },
    },
  ],
  [
    sampleTasks.bls,
    {
      type: 'ComplexImageTask',
      class: 'recognition',
      imagesBase64: Array.from({ length: 9 }, () => pngBase64),
      metadata: { Task: 'bls_3x3', TaskArgument: '546' },
    },
  ],
  [
    { ...sampleTasks['amazon-waf'], proxy },
    {
      type: 'AmazonTask',
      cookieSolution: true,
      ...page,
      iv: 'iv',
      context: 'context',
      challengeScript: 'https://waf.example/challenge.js',
      ...proxyFields,
    },
  ],
  [sampleTasks.raw, { type: 'MtCaptchaTask', websiteKey: 'MTPublic' }],
];

describe('capMonsterMethods', () => {
  it.each(cases)('write $type', async (task, written) => {
    expect(await writtenTask(task, { profile: 'capmonster' })).toEqual(written);
  });

  it('ask for an answer that is not out of the cache', async () => {
    expect(
      await writtenTask(sampleTasks.turnstile, { profile: 'capmonster', nocache: true }),
    ).toEqual({ type: 'TurnstileTask', ...page, nocache: true });
  });
});
