import type { Router } from '@understudy/core';

/** A Cloudflare challenge page: the clearance holds for this proxy and the returned user agent only. */
export async function solveCloudflareChallenge(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'cloudflare-challenge',
    pageUrl: 'https://shop.example/login',
    proxy: { type: 'http', host: 'proxy.example', port: 3128, username: 'me', password: 'secret' },
  });
  return solved.solution.cfClearance;
}
