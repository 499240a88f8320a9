import type { Router } from '@understudy/core';

/** A CaptchaFox widget: it wants a proxy. */
export async function solveCaptchaFox(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'captchafox',
    siteKey: 'sk_xtNxpk6fCdFbxh1_xJeGflSdCE9tn99G',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    pageUrl: 'https://shop.example/login',
    proxy: { type: 'http', host: 'proxy.example', port: 3128, username: 'me', password: 'secret' },
  });
  return solved.solution.token;
}
