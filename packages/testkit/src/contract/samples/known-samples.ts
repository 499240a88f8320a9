import type { TaskSample } from './task-sample.ts';

const siteKey = '0x4AAAAAAAC3DHQFLr1GavRN';
const pageUrl = 'https://shop.example/login?next=%2Fcart&lang=en';

/** Its password is a text of its own, so that it can be looked for in errors. */
export const proxyOfSamples = {
  type: 'http',
  host: '203.0.113.9',
  port: 8080,
  username: 'lena',
  password: 'p4ss-of-the-proxy',
} as const;

/** A PNG by its first bytes, and of a size that no service refuses. */
const png = new Uint8Array([
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  ...Array.from({ length: 400 }, (_, index) => (index * 7) % 251),
]);

/** The picture of the samples, as the base64 text that services get. */
export const pictureText = Buffer.from(png).toString('base64');

const sample = (task: TaskSample['task']): TaskSample => ({ task });

/** One task of each type that the contract knows, with what every service needs and none refuses. */
export const knownSamples: Readonly<Record<string, TaskSample>> = {
  turnstile: sample({ type: 'turnstile', siteKey, pageUrl }),
  'recaptcha-v2': sample({ type: 'recaptcha-v2', siteKey, pageUrl }),
  'recaptcha-v3': sample({ type: 'recaptcha-v3', siteKey, pageUrl, action: 'login' }),
  hcaptcha: sample({ type: 'hcaptcha', siteKey, pageUrl }),
  'friendly-captcha': sample({ type: 'friendly-captcha', siteKey, pageUrl }),
  captchafox: sample({
    type: 'captchafox',
    siteKey,
    pageUrl,
    proxy: proxyOfSamples,
    userAgent: 'Mozilla/5.0',
  }),
  funcaptcha: sample({ type: 'funcaptcha', publicKey: siteKey, pageUrl }),
  'cloudflare-challenge': sample({
    type: 'cloudflare-challenge',
    pageUrl,
    proxy: proxyOfSamples,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0',
    pageHtml: '<title>Just a moment...</title>',
  }),
  'geetest-v3': sample({ type: 'geetest-v3', pageUrl, gt: siteKey, challenge: 'challenge-1' }),
  'geetest-v4': sample({ type: 'geetest-v4', pageUrl, captchaId: siteKey }),
  image: sample({ type: 'image', image: png }),
  grid: sample({ type: 'grid', image: png, instructions: '/m/0k4j', rows: 3, columns: 3 }),
  bls: sample({
    type: 'bls',
    images: Array.from({ length: 9 }, () => pictureText),
    instructions: 'Select all boxes with number 546',
  }),
  lemin: sample({ type: 'lemin', captchaId: 'lemin-1', pageUrl, divId: 'lemin-box' }),
  'amazon-waf': sample({
    type: 'amazon-waf',
    siteKey,
    pageUrl,
    iv: 'iv-1',
    context: 'context-1',
    challengeScript: 'https://waf.example/challenge.js',
  }),
};

/** The types whose answer is one text, with the field of the solution that holds it. */
export const textFields: Readonly<Record<string, string>> = {
  turnstile: 'token',
  'recaptcha-v2': 'token',
  'recaptcha-v3': 'token',
  hcaptcha: 'token',
  'friendly-captcha': 'token',
  captchafox: 'token',
  funcaptcha: 'token',
  image: 'text',
};
