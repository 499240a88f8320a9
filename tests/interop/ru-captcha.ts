import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import type { FakeProvider } from '@understudy/testkit';
import ruCaptcha from 'rucaptcha-2captcha';

import { type InteropClient, page, picture } from './interop-client.ts';

interface Axios {
  readonly interceptors: {
    readonly request: { use(change: (request: { url?: string }) => object): unknown };
  };
}

/** It knows two hosts and no other; its own axios takes its requests to the fake. */
function leadTo(fake: FakeProvider): void {
  const resolve = createRequire(import.meta.url);
  // Nobody else gives types to the axios that it brought.
  const axios = createRequire(resolve.resolve('rucaptcha-2captcha'))('axios') as Axios;
  axios.interceptors.request.use((request) => ({
    ...request,
    url: request.url?.replace(/^https:\/\/(2|ru)captcha\.com/, fake.url),
  }));
}

/** Speaks in.php by JSON posts, asks with the key in the URL, and alone knows batches, prices and reports. */
export const ruCaptchaClient: InteropClient = {
  name: 'rucaptcha-2captcha@2.2.1',
  dialect: '2captcha',
  steps(fake) {
    leadTo(fake);
    const client = new ruCaptcha.default(fake.apiKey, 2);
    const idOf = (answer: string): string | undefined => fake.journal.taskIdOfAnswer(answer);
    const sendPicture = async (name: string): Promise<string> =>
      client.send({ method: 'base64', body: picture(name) });
    let id = '';
    return [
      {
        name: 'balance',
        run: async () => assert.equal(Number(await client.getBalance()), 100),
      },
      {
        name: 'submit a picture',
        run: async () => {
          id = await sendPicture('a word');
          assert.equal(id, fake.journal.tasks[0]?.id);
        },
      },
      {
        name: 'poll it',
        run: async () => assert.equal(idOf(await client.get(id)), id),
      },
      {
        name: 'report it good',
        run: async () => {
          const { request } = await client.reportGood(id);
          assert.equal(request, 'OK_REPORT_RECORDED');
          assert.equal(fake.journal.tasks[0]?.judgement, 'accepted');
        },
      },
      {
        name: 'poll a batch of three, one of them with its price, and report one bad',
        run: async () => {
          const ids = await Promise.all(['a tree', 'a boat', 'a hill'].map(sendPicture));
          const answers = await client.get([...ids]);
          assert.deepEqual(answers.map(idOf), ids);
          const [last = ''] = ids;
          const { token, price } = await client.getWithPrice(last);
          assert.equal(idOf(token), last);
          assert.equal(Number(price), 0.00299);
          const spent = fake.journal.spent;
          await client.reportBad(last);
          assert.ok(fake.journal.spent < spent, 'the bad answer was not paid back');
        },
      },
      {
        name: 'submit and poll a reCAPTCHA v2',
        run: async () => {
          const sent = await client.send({
            method: 'userrecaptcha',
            googlekey: '6LeAAA',
            pageurl: page,
          });
          assert.equal(idOf(await client.get(sent)), sent);
        },
      },
      {
        name: 'understand a refusal',
        run: async () =>
          assert.rejects(client.send({ method: 'userrecaptcha', googlekey: '', pageurl: page }), {
            name: 'ERROR_GOOGLEKEY',
          }),
      },
    ];
  },
};
