import { createRouter, type Router } from '@understudy/core';
import { captchaai } from '@understudy/provider-captchaai';

/** What a script is told on its command line. */
interface ScriptSettings {
  readonly apiKey: string;
  readonly url: string;
}

const settings: ScriptSettings = JSON.parse(process.argv[2] ?? '{}');

export const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

/** A router over the fake service that the parent process runs. */
export const router: Router = createRouter({
  providers: [
    captchaai({
      id: 'lead',
      apiKey: settings.apiKey,
      baseUrl: settings.url,
      timing: { firstWaitMs: 30, pollFloorMs: 30, pollTimeoutMs: 1_000 },
    }),
  ],
});
