import { createRouter } from '@understudy/core';
import { compatible } from '@understudy/provider-compatible';
import capMonster from '@zennolab_com/capmonstercloud-client';
import antiCaptcha from 'anticaptcha';

export interface ClientOptions {
  readonly url: string;
  readonly apiKey: string;
  /** From the submit to the first poll, and from one poll to the next. */
  readonly intervalMs: number;
}

/** A client as it is used: resolves with the token of one solved reCAPTCHA v2. */
export type Solve = () => Promise<string | undefined>;

const pageUrl = 'https://shop.example/login';
const siteKey = '6LeAAA';
const limitMs = 60_000;

/** Each client, told to wait as long as the others; nothing else of its ways is changed. */
export const solvers = {
  understudy({ url: baseUrl, apiKey, intervalMs }: ClientOptions): Solve {
    const timing = { firstWaitMs: intervalMs, pollFloorMs: intervalMs };
    const router = createRouter({
      providers: [
        compatible({ profile: 'custom', dialect: 'createTask', apiKey, baseUrl, timing }),
      ],
    });
    return async () => {
      const { solution } = await router.solve({ type: 'recaptcha-v2', siteKey, pageUrl });
      return solution.token;
    };
  },

  'capmonstercloud-client'({
    url: serviceUrl,
    apiKey: clientKey,
    intervalMs,
  }: ClientOptions): Solve {
    const { CapMonsterCloudClientFactory, ClientOptions: Options, RecaptchaV2Request } = capMonster;
    const client = CapMonsterCloudClientFactory.Create(new Options({ clientKey, serviceUrl }));
    const timeouts = {
      firstRequestDelay: intervalMs,
      requestsInterval: intervalMs,
      timeout: limitMs,
    };
    const request = new RecaptchaV2Request({ websiteURL: pageUrl, websiteKey: siteKey });
    return async () => (await client.Solve(request, timeouts)).solution?.gRecaptchaResponse;
  },

  anticaptcha({ url, apiKey, intervalMs }: ClientOptions): Solve {
    const client = new antiCaptcha.AntiCaptcha(apiKey);
    // Its one way to another address; the field is private in its types only.
    const api: { setBaseURL(url: string): unknown } = client['api'];
    api.setBaseURL(url);
    return async () => {
      const id = await client.createTaskRecaptchaV2Proxyless(pageUrl, siteKey);
      const { solution } = await client.getTaskResult<{ readonly gRecaptchaResponse: string }>(
        id,
        limitMs / intervalMs,
        intervalMs,
      );
      return solution.gRecaptchaResponse;
    };
  },
} as const satisfies Record<string, (options: ClientOptions) => Solve>;

export type ClientName = keyof typeof solvers;
