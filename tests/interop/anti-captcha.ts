import assert from 'node:assert/strict';

import type { FakeProvider } from '@understudy/testkit';
import antiCaptcha from 'anticaptcha';

import { type InteropClient, page } from './interop-client.ts';

const pollIntervalMs = 300;
const polls = 40;

function connect(fake: FakeProvider, key = fake.apiKey) {
  const client = new antiCaptcha.AntiCaptcha(key);
  // Its one way to another address; the field is private in its types only.
  const api: { setBaseURL(url: string): unknown } = client['api'];
  api.setBaseURL(fake.url);
  return client;
}

/** Speaks createTask; takes its ids for numbers. */
export const antiCaptchaClient: InteropClient = {
  name: 'anticaptcha@2.2.0',
  dialect: 'createTask',
  steps(fake) {
    const client = connect(fake);
    let taskId = 0;
    return [
      {
        name: 'balance',
        run: async () => {
          assert.equal(await client.getBalance(), 100);
          assert.equal(await client.isBalanceGreaterThan(1_000), false);
        },
      },
      {
        name: 'submit a reCAPTCHA v2',
        run: async () => {
          taskId = await client.createTaskRecaptchaV2Proxyless(page, '6LeAAA');
          assert.equal(typeof taskId, 'number');
          assert.equal(String(taskId), fake.journal.tasks[0]?.id);
        },
      },
      {
        name: 'poll it',
        run: async () => {
          const result = await client.getTaskResult<{ readonly gRecaptchaResponse: string }>(
            taskId,
            polls,
            pollIntervalMs,
          );
          const { gRecaptchaResponse } = result.solution;
          assert.equal(fake.journal.taskIdOfAnswer(gRecaptchaResponse), String(taskId));
        },
      },
      {
        name: 'submit and poll a reCAPTCHA v3',
        run: async () => {
          const id = await client.createTaskRecaptchaV3Proxyless(page, '6LeBBB', 0.3, 'login');
          const result = await client.getTaskResult<{ readonly gRecaptchaResponse: string }>(
            id,
            polls,
            pollIntervalMs,
          );
          const { gRecaptchaResponse } = result.solution;
          assert.equal(fake.journal.taskIdOfAnswer(gRecaptchaResponse), String(id));
        },
      },
      {
        name: 'understand a bad key',
        run: async () => {
          const stranger = connect(fake, 'f'.repeat(32));
          await assert.rejects(stranger.getBalance(), /ERROR_KEY_DOES_NOT_EXIST|not known/);
        },
      },
    ];
  },
};
