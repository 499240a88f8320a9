import type { Router } from '@understudy/core';

/** A Lemin puzzle. */
export async function solveLemin(router: Router): Promise<string> {
  const solved = await router.solve({
    type: 'lemin',
    captchaId: 'CROPPED_d3d4d56_73ca4008925b4f83a8bed59c2dd0df6d',
    pageUrl: 'https://shop.example/login',
    divId: 'lemin-cropped-captcha',
  });
  return solved.solution.answer;
}
