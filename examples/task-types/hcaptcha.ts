import type { Router } from '@understudy/core';

/** An hCaptcha widget: few services still solve it. */
export async function solveHcaptcha(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'hcaptcha',
    siteKey: 'f7de0da3-3303-44e8-ab48-fa32ff8ccc7b',
    pageUrl: 'https://shop.example/login',
  });
  return solved.solution.token;
}
