import assert from 'node:assert/strict';

import { createRouter } from '@understudy/core';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import { startFakeProvider } from '@understudy/testkit';

const timing = { firstWaitMs: 10, pollFloorMs: 10 };

/** Solves a task as an integrator would: the lead is away, the backup solves. */
export async function solveOneTask(): Promise<void> {
  const lead = await startFakeProvider({ dialect: 'captchaai', seed: 1 });
  const backup = await startFakeProvider({
    dialect: '2captcha',
    seed: 2,
    solveTime: { kind: 'constant', ms: 20 },
  });
  const router = createRouter({
    providers: [
      captchaai({ apiKey: lead.apiKey, baseUrl: lead.url, timing }),
      compatible({ profile: '2captcha', apiKey: backup.apiKey, baseUrl: backup.url, timing }),
    ],
    deadlineMs: 20_000,
  });
  try {
    await lead.close();
    const solved = await router.solve({
      type: 'turnstile',
      siteKey: '0x4AAAAAAAChNiVJM_WtShFf',
      pageUrl: 'https://shop.example/login',
    });
    assert.match(solved.solution.token, /./);
    assert.equal(solved.providerId, '2captcha');
  } finally {
    await router.close();
    await backup.close();
  }
}
