/** The kinds of task that the fake can solve: all that core knows but `raw`. */
export const fakeTaskTypes = [
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
] as const;

/** A kind of task that the fake can solve. */
export type FakeTaskType = (typeof fakeTaskTypes)[number];
