import type { Router } from '@understudy/core';

/** An Amazon WAF challenge: `iv` and `context` stand in the page and are single use. */
export async function solveAmazonWaf(router: Router): Promise<string | undefined> {
  const solved = await router.solve({
    type: 'amazon-waf',
    siteKey: 'AQIDAHjcYu/GjX+QlghicBg',
    pageUrl: 'https://shop.example/login',
    iv: 'CgAHbCe2GgAAAAAj',
    context:
      '9BUgmlm48F92WUoqv97a49ZuEJJ50TCk9MVr3C7WMtQ0X6flVbufM4n8mjFLmbLVAPgaQ1Jydeaja94iAS49ljb',
  });
  return solved.solution.voucher;
}
