import assert from 'node:assert/strict';

import type { FakeProvider } from '@understudy/testkit';
import capMonster from '@zennolab_com/capmonstercloud-client';

import { type InteropClient, page, picture } from './interop-client.ts';

const { CapMonsterCloudClientFactory, ClientOptions, ErrorType } = capMonster;

const connect = (fake: FakeProvider, clientKey = fake.apiKey) =>
  CapMonsterCloudClientFactory.Create(new ClientOptions({ clientKey, serviceUrl: fake.url }));

/** Speaks createTask; wants JSON to be labelled as JSON, and errors on 200. */
export const capMonsterClient: InteropClient = {
  name: '@zennolab_com/capmonstercloud-client@2.6.1',
  dialect: 'createTask',
  steps(fake) {
    const client = connect(fake);
    return [
      {
        name: 'balance',
        run: async () => assert.equal((await client.getBalance()).balance, 100),
      },
      {
        name: 'submit and poll a picture',
        run: async () => {
          const { ImageToTextRequest } = capMonster;
          const request = new ImageToTextRequest({ body: picture('a word') });
          const { solution, error } = await client.Solve(request);
          assert.equal(error, undefined);
          const task = fake.journal.tasks.find(({ type }) => type === 'image');
          assert.equal(fake.journal.taskIdOfAnswer(solution?.text ?? ''), task?.id);
          assert.ok((task?.polls ?? 0) > 1, 'it was never told to wait');
        },
      },
      {
        name: 'submit and poll a turnstile',
        run: async () => {
          const { TurnstileRequest } = capMonster;
          const request = new TurnstileRequest({ websiteURL: page, websiteKey: '0x4AAA' });
          const { solution } = await client.Solve(request);
          const task = fake.journal.tasks.find(({ type }) => type === 'turnstile');
          assert.equal(fake.journal.taskIdOfAnswer(solution?.token ?? ''), task?.id);
        },
      },
      {
        name: 'submit and poll a GeeTest v4',
        run: async () => {
          const { GeeTestRequest } = capMonster;
          const request = new GeeTestRequest({
            websiteURL: page,
            gt: 'e392e1d7fd421dc63325744d5a2b9c73',
            version: '4',
            initParameters: { captcha_id: 'e392e1d7fd421dc63325744d5a2b9c73' },
          });
          const { solution } = await client.Solve(request);
          const task = fake.journal.tasks.find(({ type }) => type === 'geetest-v4');
          const lot: unknown = Object(solution).lot_number;
          assert.equal(fake.journal.taskIdOfAnswer(String(lot)), task?.id);
        },
      },
      {
        name: 'submit and poll a grid',
        run: async () => {
          const { ComplexImageRecaptchaRequest } = capMonster;
          const request = new ComplexImageRecaptchaRequest({
            imagesBase64: [picture('a street')],
            metaData: { Grid: '4x4', Task: 'Select all images with cars' },
          });
          const { solution } = await client.Solve(request);
          const flags: readonly boolean[] = Object(solution).answer;
          assert.equal(flags.length, 16);
          const cells = flags.flatMap((isChosen, index) => (isChosen ? [index + 1] : []));
          const task = fake.journal.tasks.find(({ type }) => type === 'grid');
          assert.equal(fake.journal.taskIdOfAnswer(cells.join()), task?.id);
        },
      },
      {
        name: 'understand a bad key',
        run: async () => {
          const { ImageToTextRequest } = capMonster;
          const stranger = connect(fake, 'f'.repeat(32));
          const { error } = await stranger.Solve(
            new ImageToTextRequest({ body: picture('a word') }),
          );
          assert.equal(error, ErrorType.KEY_DOES_NOT_EXIST);
        },
      },
    ];
  },
};
