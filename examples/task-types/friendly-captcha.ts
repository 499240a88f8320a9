import type { Router } from '@understudy/core';

/** A Friendly Captcha widget. */
export async function solveFriendlyCaptcha(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'friendly-captcha',
    siteKey: 'FCMGEMUD2KTDSQ5H',
    pageUrl: 'https://shop.example/login',
  });
  return solved.solution.token;
}
