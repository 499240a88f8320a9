import type { Router } from '@understudy/core';

/** GeeTest v4. */
export async function solveGeetestV4(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'geetest-v4',
    pageUrl: 'https://shop.example/login',
    captchaId: '54088bb07d2df3c46b79f80300b0abbe',
  });
  return solved.solution.passToken;
}
