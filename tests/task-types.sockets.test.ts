import { randomBytes } from 'node:crypto';

import { createRouter, type Router } from '@understudy/core';
import type { ProviderV1, RawTask, taskSchemas } from '@understudy/core/provider';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import { startFakeProvider } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { drawDigits } from '../examples/live/draw-digits.ts';
import { solveAmazonWaf } from '../examples/task-types/amazon-waf.ts';
import { solveBls } from '../examples/task-types/bls.ts';
import { solveCaptchaFox } from '../examples/task-types/captchafox.ts';
import { solveCloudflareChallenge } from '../examples/task-types/cloudflare-challenge.ts';
import { solveFriendlyCaptcha } from '../examples/task-types/friendly-captcha.ts';
import { solveFuncaptcha } from '../examples/task-types/funcaptcha.ts';
import { solveGeetestV3 } from '../examples/task-types/geetest-v3.ts';
import { solveGeetestV4 } from '../examples/task-types/geetest-v4.ts';
import { solveGrid } from '../examples/task-types/grid.ts';
import { solveHcaptcha } from '../examples/task-types/hcaptcha.ts';
import { solveImage } from '../examples/task-types/image.ts';
import { solveLemin } from '../examples/task-types/lemin.ts';
import { solveRaw } from '../examples/task-types/raw.ts';
import { solveRecaptchaV2 } from '../examples/task-types/recaptcha-v2.ts';
import { solveRecaptchaV3 } from '../examples/task-types/recaptcha-v3.ts';
import { solveTurnstile } from '../examples/task-types/turnstile.ts';
import { quick } from './__fixtures__/pair.ts';

const picture = drawDigits('271828', () => randomBytes(1).readUInt8() / 256);
const freshChallenge = async (): Promise<string> => randomBytes(16).toString('hex');

/** The same widget in the words of each family. */
const rawTaskOf = ({ id }: ProviderV1): RawTask =>
  id === 'createTask'
    ? {
        method: 'TurnstileTaskProxyless',
        parameters: { websiteKey: '0x4AAAAAAA', websiteURL: 'https://shop.example/login' },
      }
    : {
        method: 'turnstile',
        parameters: { sitekey: '0x4AAAAAAA', pageurl: 'https://shop.example/login' },
      };

type TaskType = keyof typeof taskSchemas;

/** The compiler sees to it that no type is without an example. */
const examples: Readonly<
  Record<TaskType, (router: Router, provider: ProviderV1) => Promise<unknown>>
> = {
  'recaptcha-v2': solveRecaptchaV2,
  'recaptcha-v3': solveRecaptchaV3,
  turnstile: solveTurnstile,
  'cloudflare-challenge': solveCloudflareChallenge,
  'geetest-v3': (router) => solveGeetestV3(router, freshChallenge),
  'geetest-v4': solveGeetestV4,
  image: (router) => solveImage(router, picture),
  grid: (router) => solveGrid(router, picture),
  bls: (router) => solveBls(router, picture),
  'friendly-captcha': solveFriendlyCaptcha,
  lemin: solveLemin,
  captchafox: solveCaptchaFox,
  hcaptcha: solveHcaptcha,
  funcaptcha: solveFuncaptcha,
  'amazon-waf': solveAmazonWaf,
  raw: (router, provider) => solveRaw(router, rawTaskOf(provider)),
};

// The keys of a literal object.
const taskTypes = Object.keys(examples) as readonly TaskType[];

/** The providers whose dialects the fake service speaks. */
async function startAll() {
  const solveTime = { kind: 'constant', ms: 20 } as const;
  const start = (dialect: 'captchaai' | '2captcha' | 'createTask') =>
    startFakeProvider({ dialect, seed: dialect, solveTime });
  const [lead, inPhp, createTask] = await Promise.all([
    start('captchaai'),
    start('2captcha'),
    start('createTask'),
  ]);
  const account = ({ apiKey, url }: typeof lead) => ({ apiKey, baseUrl: url, timing: quick });
  const providers: readonly ProviderV1[] = [
    captchaai(account(lead)),
    compatible({ profile: '2captcha', id: 'in.php', ...account(inPhp) }),
    compatible({
      profile: '2captcha',
      id: 'createTask',
      dialect: 'createTask',
      ...account(createTask),
    }),
  ];
  return {
    providers,
    async [Symbol.asyncDispose]() {
      await Promise.all([lead, inPhp, createTask].map((fake) => fake.close()));
    },
  };
}

describe('the example of a task type', () => {
  it.each(taskTypes)('%s is solved by every provider that declares it', async (taskType) => {
    await using services = await startAll();
    const able = services.providers.filter(({ supports }) => taskType in supports.taskTypes);
    expect(able.length).toBeGreaterThan(0);
    for (const provider of able) {
      await using router = createRouter({ providers: [provider], deadlineMs: 10_000 });
      const answer = await examples[taskType](router, provider);
      expect(answer, `${provider.id} solves ${taskType}`).toBeTruthy();
    }
  });

  it.each(taskTypes)(
    '%s is refused, unsent, by every provider that does not declare it',
    async (taskType) => {
      await using services = await startAll();
      const unable = services.providers.filter(({ supports }) => !(taskType in supports.taskTypes));
      for (const provider of unable) {
        await using router = createRouter({ providers: [provider] });
        await expect(examples[taskType](router, provider)).rejects.toMatchObject({
          code: 'no-provider-for-task',
        });
      }
    },
  );
});
