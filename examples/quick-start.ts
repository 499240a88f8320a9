// #region readme
import { createRouter } from '@understudy/core';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';

const { CAPTCHAAI_API_KEY, BACKUP_API_KEY } = process.env;
const router = createRouter({
  providers: [
    captchaai({ apiKey: CAPTCHAAI_API_KEY, slots: 10 }),
    compatible({ profile: '2captcha', apiKey: BACKUP_API_KEY }),
  ],
  deadlineMs: 120_000,
});
const page = { siteKey: '0x4AAAAAAADemo', pageUrl: 'https://shop.example/login' };
const solved = await router.solve({ type: 'turnstile', ...page });
console.log(solved.solution.token, solved.providerId, solved.cost);
await solved.report('accepted');
await router.close();
// #endregion readme
