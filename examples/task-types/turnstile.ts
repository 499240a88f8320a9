import type { Router } from '@understudy/core';

/** A Cloudflare Turnstile widget. */
export async function solveTurnstile(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'turnstile',
    siteKey: '0x4AAAAAAAC3DHQFLr1GavRN',
    pageUrl: 'https://shop.example/login',
    action: 'login',
  });
  return solved.solution.token;
}
