import type { Task } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { pageUrl, pngBase64, siteKey } from '../__fixtures__/account.ts';
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

const cases: readonly (readonly [Task<CompatibleTaskType>, object])[] = [
  [
    { ...sampleTasks['recaptcha-v2'], invisible: true, dataS: 's', cookies: 'a=b=c; d=e' },
    {
      type: 'ReCaptchaV2TaskProxyLess',
      ...page,
      isInvisible: true,
      recaptchaDataSValue: 's',
      cookies: [
        { name: 'a', value: 'b=c' },
        { name: 'd', value: 'e' },
      ],
    },
  ],
  [
    { ...sampleTasks['recaptcha-v2'], proxy },
    { type: 'ReCaptchaV2Task', ...page, ...proxyFields },
  ],
  [
    { ...sampleTasks['recaptcha-v2'], enterprise: true },
    { type: 'ReCaptchaV2EnterpriseTaskProxyLess', ...page },
  ],
  [
    { ...sampleTasks['recaptcha-v2'], enterprise: true, proxy },
    { type: 'ReCaptchaV2EnterpriseTask', ...page, ...proxyFields },
  ],
  [
    { ...sampleTasks['recaptcha-v3'], action: 'login', minScore: 0.9 },
    { type: 'ReCaptchaV3TaskProxyLess', ...page, pageAction: 'login', minScore: 0.9 },
  ],
  [
    { ...sampleTasks['recaptcha-v3'], enterprise: true, proxy },
    { type: 'ReCaptchaV3EnterpriseTask', ...page, ...proxyFields },
  ],
  [sampleTasks.turnstile, { type: 'AntiTurnstileTaskProxyLess', ...page }],
  [
    { ...sampleTasks.turnstile, action: 'a', data: 'cd' },
    { type: 'AntiTurnstileTaskProxyLess', ...page, metadata: { action: 'a', cdata: 'cd' } },
  ],
  [
    { ...sampleTasks.turnstile, data: 'cd' },
    { type: 'AntiTurnstileTaskProxyLess', ...page, metadata: { cdata: 'cd' } },
  ],
  [
    sampleTasks['cloudflare-challenge'],
    {
      type: 'AntiCloudflareTask',
      websiteURL: pageUrl,
      proxy: '10.0.0.9:8080:lena:p@ss:word',
    },
  ],
  [
    {
      ...sampleTasks['cloudflare-challenge'],
      proxy: { type: 'socks5', host: 'h', port: 1 },
      userAgent: 'UA',
    },
    { type: 'AntiCloudflareTask', websiteURL: pageUrl, proxy: 'socks5:h:1', userAgent: 'UA' },
  ],
  [
    sampleTasks['geetest-v3'],
    { type: 'GeeTestTaskProxyLess', websiteURL: pageUrl, gt: 'gt', challenge: 'challenge' },
  ],
  [
    sampleTasks['geetest-v4'],
    { type: 'GeeTestTaskProxyLess', websiteURL: pageUrl, captchaId: 'captcha-id' },
  ],
  [sampleTasks.image, { type: 'ImageToTextTask', body: pngBase64 }],
  [sampleTasks.grid, { type: 'ReCaptchaV2Classification', image: pngBase64, question: '/m/0k4j' }],
  [
    sampleTasks['amazon-waf'],
    {
      type: 'AntiAwsWafTaskProxyLess',
      websiteURL: pageUrl,
      awsKey: siteKey,
      awsIv: 'iv',
      awsContext: 'context',
      awsChallengeJS: 'https://waf.example/challenge.js',
    },
  ],
  [sampleTasks.raw, { type: 'MtCaptchaTask', websiteKey: 'MTPublic' }],
];

describe('capSolverMethods', () => {
  it.each(cases)('write $type', async (task, written) => {
    expect(await writtenTask(task, { profile: 'capsolver' })).toEqual(written);
  });

  it('call an affiliate an app', async () => {
    expect(
      await writtenSubmit(sampleTasks.turnstile, { profile: 'capsolver', softId: 'app' }),
    ).toMatchObject({ appId: 'app' });
  });
});
