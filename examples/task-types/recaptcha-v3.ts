import type { Router } from '@understudy/core';

/** A reCAPTCHA v3 score: the action must be the one that the page passes to `execute`. */
export async function solveRecaptchaV3(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'recaptcha-v3',
    siteKey: '6LdyC2cUAAAAACGuDKpXeDorzUDWXmdqeg-xy696',
    pageUrl: 'https://shop.example/login',
    action: 'login',
    minScore: 0.3,
  });
  return solved.solution.token;
}
