import type { Router } from '@understudy/core';

/** An Arkose Labs FunCaptcha. */
export async function solveFuncaptcha(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'funcaptcha',
    publicKey: '69A21A01-CC7B-B9C6-0F9A-E7FA06677FFC',
    pageUrl: 'https://shop.example/login',
  });
  return solved.solution.token;
}
