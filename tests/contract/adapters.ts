import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import type { ContractOptions } from '@understudy/testkit';

import type { DialectName } from '../../packages/provider-compatible/src/profile/profile.ts';
import {
  type ProfileName,
  profiles,
} from '../../packages/provider-compatible/src/profile/profiles.ts';

/** Services that keep the money of a task that nobody could solve. */
const keepsTheMoney: ReadonlySet<ProfileName> = new Set<ProfileName>(['anti-captcha']);

/** It takes neither the page nor the browser, both of which others need. */
const ofAntiCaptcha = {
  'cloudflare-challenge': {
    task: {
      type: 'cloudflare-challenge',
      pageUrl: 'https://shop.example/login',
      proxy: {
        type: 'http',
        host: '203.0.113.9',
        port: 8080,
        username: 'lena',
        password: 'p4ss-of-the-proxy',
      },
    },
  },
};

const ofProfile = (profile: ProfileName): readonly ContractOptions[] =>
  // The dialects of a profile are its own keys.
  (Object.keys(profiles[profile].dialects) as DialectName[]).map((dialect) => ({
    name: `compatible, ${profile}, ${dialect}`,
    dialect: dialect === 'createTask' ? 'createTask' : '2captcha',
    unsolvableCharged: keepsTheMoney.has(profile) ? 'always' : 'never',
    ...(profile === 'anti-captcha' ? { samples: ofAntiCaptcha } : {}),
    ...(profile === 'capsolver'
      ? { fake: { instantResults: true, errorStatuses: 'capsolver' as const } }
      : {}),
    create: ({ apiKey, baseUrl, transport, options }) =>
      compatible({ profile, dialect, apiKey, baseUrl, transport, ...options }),
  }));

const ofCaptchaai = (
  name: string,
  chosen: { readonly syncImages?: boolean; readonly imagesBy?: 'base64' | 'file' },
): ContractOptions => ({
  name,
  dialect: 'captchaai',
  create: ({ apiKey, baseUrl, transport, options }) =>
    captchaai({ apiKey, baseUrl, transport, ...chosen, ...options }),
});

/** Every adapter of ours, each profile in each dialect that it speaks. */
export const adapters: readonly ContractOptions[] = [
  ofCaptchaai('captchaai', {}),
  ofCaptchaai('captchaai, images in the submit', { syncImages: true }),
  ofCaptchaai('captchaai, images by file', { imagesBy: 'file' }),
  // Keys of an object are text to TypeScript, whatever the object is.
  ...(Object.keys(profiles) as ProfileName[]).flatMap(ofProfile),
];
