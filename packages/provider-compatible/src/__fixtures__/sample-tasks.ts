import type { Task } from '@understudy/core/provider';

import type { CompatibleTaskType } from '../task-types.ts';
import { pageUrl, png, pngBase64, siteKey } from './account.ts';

export const proxy = {
  type: 'http',
  host: '10.0.0.9',
  port: 8080,
  username: 'lena',
  password: 'p@ss:word',
} as const;

/** One task of each type, with the fields that some service needs and none refuses. */
export const sampleTasks: { readonly [T in CompatibleTaskType]: Task<T> } = {
  'recaptcha-v2': { type: 'recaptcha-v2', siteKey, pageUrl },
  'recaptcha-v3': { type: 'recaptcha-v3', siteKey, pageUrl },
  turnstile: { type: 'turnstile', siteKey, pageUrl },
  'cloudflare-challenge': { type: 'cloudflare-challenge', pageUrl, proxy },
  'geetest-v3': { type: 'geetest-v3', pageUrl, gt: 'gt', challenge: 'challenge' },
  'geetest-v4': { type: 'geetest-v4', pageUrl, captchaId: 'captcha-id' },
  image: { type: 'image', image: png },
  grid: { type: 'grid', image: png, instructions: '/m/0k4j', rows: 3, columns: 3 },
  bls: {
    type: 'bls',
    images: Array.from({ length: 9 }, () => pngBase64),
    instructions: 'Select all boxes with number 546',
  },
  'friendly-captcha': { type: 'friendly-captcha', siteKey, pageUrl },
  lemin: { type: 'lemin', captchaId: 'captcha-id', pageUrl, divId: 'div' },
  captchafox: { type: 'captchafox', siteKey, pageUrl, proxy, userAgent: 'UA' },
  hcaptcha: { type: 'hcaptcha', siteKey, pageUrl },
  funcaptcha: { type: 'funcaptcha', publicKey: 'public-key', pageUrl },
  'amazon-waf': {
    type: 'amazon-waf',
    siteKey,
    pageUrl,
    iv: 'iv',
    context: 'context',
    challengeScript: 'https://waf.example/challenge.js',
  },
  raw: { type: 'raw', method: 'MtCaptchaTask', parameters: { websiteKey: 'MTPublic' } },
};
