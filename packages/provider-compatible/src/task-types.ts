import type { TaskType } from '@understudy/core/provider';

/** The task types that the profiles of this package speak of. A service declares those that it has. */
export const compatibleTaskTypes = [
  'recaptcha-v2',
  'recaptcha-v3',
  'turnstile',
  'cloudflare-challenge',
  'geetest-v3',
  'geetest-v4',
  'image',
  'grid',
  'bls',
  'friendly-captcha',
  'lemin',
  'captchafox',
  'hcaptcha',
  'funcaptcha',
  'amazon-waf',
  'raw',
] as const satisfies readonly TaskType[];

export type CompatibleTaskType = (typeof compatibleTaskTypes)[number];
