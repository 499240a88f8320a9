import type { ProviderV1, Task } from '@understudy/core/provider';
import type { CompatibleTaskType } from '@understudy/provider-compatible';

import { taskCookies, taskProxy as proxy } from './secrets.ts';

const page = { siteKey: '0x4AAAAAAA', pageUrl: 'https://shop.example/login' } as const;
const { pageUrl } = page;
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64)';
const png = Buffer.from(`\u0089PNG\r\n\u001A\n${'x'.repeat(2_000)}`, 'latin1');
const instructions = 'Select all boxes with number 546';

/** At least one task of each type, and some with all that a service may want. */
const samples: { readonly [T in CompatibleTaskType]: readonly [Task<T>, ...Task<T>[]] } = {
  'recaptcha-v2': [
    { type: 'recaptcha-v2', ...page },
    { type: 'recaptcha-v2', ...page, proxy, cookies: taskCookies },
  ],
  'recaptcha-v3': [
    { type: 'recaptcha-v3', ...page },
    { type: 'recaptcha-v3', ...page, proxy },
  ],
  turnstile: [
    { type: 'turnstile', ...page },
    { type: 'turnstile', ...page, proxy },
  ],
  'cloudflare-challenge': [
    { type: 'cloudflare-challenge', pageUrl, proxy },
    { type: 'cloudflare-challenge', pageUrl, proxy, userAgent, pageHtml: '<title>Just a moment…' },
  ],
  'geetest-v3': [
    { type: 'geetest-v3', pageUrl, gt: 'f1ab', challenge: '12ae' },
    { type: 'geetest-v3', pageUrl, gt: 'f1ab', challenge: '12ae', proxy },
  ],
  'geetest-v4': [{ type: 'geetest-v4', pageUrl, captchaId: '54088bb0' }],
  image: [{ type: 'image', image: png }],
  grid: [
    { type: 'grid', image: png, instructions: '/m/0k4j', rows: 3, columns: 3 },
    { type: 'grid', image: png, instructions: 'taxis', rows: 4, columns: 4 },
  ],
  bls: [{ type: 'bls', images: Array.from({ length: 9 }, () => png), instructions }],
  'friendly-captcha': [
    { type: 'friendly-captcha', ...page },
    { type: 'friendly-captcha', ...page, proxy },
  ],
  lemin: [{ type: 'lemin', captchaId: 'CROPPED_1', pageUrl, divId: 'lemin' }],
  captchafox: [{ type: 'captchafox', ...page, proxy, userAgent }],
  hcaptcha: [
    { type: 'hcaptcha', ...page },
    { type: 'hcaptcha', ...page, proxy },
  ],
  funcaptcha: [
    { type: 'funcaptcha', publicKey: '69A21A01', pageUrl },
    { type: 'funcaptcha', publicKey: '69A21A01', pageUrl, proxy },
  ],
  'amazon-waf': [
    { type: 'amazon-waf', ...page, iv: 'CgAH', context: '9BUg' },
    { type: 'amazon-waf', ...page, iv: 'CgAH', context: '9BUg', challengeScript: pageUrl, proxy },
  ],
  raw: [
    { type: 'raw', method: 'turnstile', parameters: { sitekey: page.siteKey } },
    {
      type: 'raw',
      method: 'turnstile',
      parameters: {
        proxy: `${proxy.username}:${proxy.password}@${proxy.host}:${proxy.port}`,
        cookies: taskCookies,
      },
    },
  ],
};

/** The types of all tasks, each once. */
// The keys of an object are those that its type has.
export const taskTypes = Object.keys(samples) as [CompatibleTaskType, ...CompatibleTaskType[]];

/** The tasks that a provider declares, and those that it must refuse without sending them. */
export interface KnownTasks {
  readonly taken: readonly Task<CompatibleTaskType>[];
  readonly refused: readonly Task<CompatibleTaskType>[];
}

/** What a provider says of the tasks by its own schemas. */
export function knownTasks({ supports }: ProviderV1): KnownTasks {
  const all: readonly Task<CompatibleTaskType>[] = Object.values(samples).flat();
  const isTaken = (task: Task): boolean => {
    const result = supports.taskTypes[task.type]?.['~standard'].validate(task);
    return result !== undefined && !('then' in result) && result.issues === undefined;
  };
  return {
    taken: all.filter((task) => isTaken(task)),
    // A task that the schema alone refuses, by a field, never comes as far as a provider.
    refused: all.filter(({ type }) => supports.taskTypes[type] === undefined),
  };
}
