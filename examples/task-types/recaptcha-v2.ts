import type { Router } from '@understudy/core';

/** A reCAPTCHA v2 checkbox; `invisible`, `enterprise` and `dataS` say more about it. */
export async function solveRecaptchaV2(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'recaptcha-v2',
    siteKey: '6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-',
    pageUrl: 'https://shop.example/login',
  });
  return solved.solution.token;
}
