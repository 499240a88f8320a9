import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { createFakeCore, type FakeProviderCore } from '../../fake/create-fake-core.ts';

function startFake(): { readonly clock: VirtualClock; readonly fake: FakeProviderCore } {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 5_000 } as const;
  return { clock, fake: createFakeCore({ dialect: 'createTask', clock, seed: 7, solveTime }) };
}

/** Calls a method and receives its whole reply, which rides on 200 whatever it says. */
function call(fake: FakeProviderCore, method: string, fields: object = {}): unknown {
  const handled = fake.handle({
    method: 'POST',
    url: `/${method}`,
    contentType: 'application/json',
    body: JSON.stringify({ clientKey: fake.apiKey, ...fields }),
  });
  handled.flushed();
  if (handled.delivery.kind !== 'reply') throw new Error('no reply');
  expect(handled.delivery.reply).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
  return JSON.parse(handled.delivery.reply.body);
}

const page = { websiteURL: 'https://shop.example', websiteKey: '6Le' };

describe('the dialect createTask', () => {
  it.each([
    ['RecaptchaV2TaskProxyless', page, 'recaptcha-v2', 'gRecaptchaResponse'],
    ['NoCaptchaTask', page, 'recaptcha-v2', 'gRecaptchaResponse'],
    ['ReCaptchaV2EnterpriseTaskProxyLess', page, 'recaptcha-v2', 'gRecaptchaResponse'],
    ['RecaptchaV3TaskProxyless', { ...page, minScore: 0.7 }, 'recaptcha-v3', 'gRecaptchaResponse'],
    ['TurnstileTaskProxyless', page, 'turnstile', 'token'],
    ['AntiTurnstileTaskProxyLess', page, 'turnstile', 'token'],
    ['ImageToTextTask', { body: 'aGVsbG8=' }, 'image', 'text'],
  ])('takes %s and gives its solution', async (type, fields, fakeType, field) => {
    const { clock, fake } = startFake();
    const accepted = call(fake, 'createTask', { task: { type, ...fields } });
    const [task] = fake.journal.tasks;
    expect(accepted).toEqual({ errorId: 0, taskId: task?.id });
    expect(task?.type).toBe(fakeType);
    expect(call(fake, 'getTaskResult', { taskId: task?.id })).toEqual({
      errorId: 0,
      status: 'processing',
    });
    await clock.advance(5_000);
    const ready = call(fake, 'getTaskResult', { taskId: Number(task?.id) });
    expect(ready).toMatchObject({ errorId: 0, status: 'ready', cost: '0.00299' });
    expect(ready).toHaveProperty(`solution.${field}`);
  });

  it.each([
    [
      'ERROR_KEY_DOES_NOT_EXIST',
      1,
      'createTask',
      { clientKey: 'x', task: { type: 'TurnstileTask', ...page } },
    ],
    ['ERROR_TASK_ABSENT', 22, 'createTask', {}],
    ['ERROR_TASK_NOT_SUPPORTED', 23, 'createTask', { task: { type: 'KeyCaptchaTask' } }],
    ['ERROR_RECAPTCHA_INVALID_SITEKEY', 31, 'createTask', { task: { type: 'RecaptchaV2Task' } }],
    [
      'ERROR_ZERO_CAPTCHA_FILESIZE',
      3,
      'createTask',
      { task: { type: 'ImageToTextTask', body: '' } },
    ],
    ['ERROR_NO_SUCH_CAPCHA_ID', 16, 'getTaskResult', { taskId: '12345' }],
    ['ERROR_NO_SUCH_CAPCHA_ID', 16, 'getTaskResult', {}],
    ['ERROR_NO_SUCH_METHOD', 14, 'danceTask', {}],
  ])('says %s, number %i, to a %s of that fault', (errorCode, errorId, method, fields) => {
    const { fake } = startFake();
    expect(call(fake, method, fields)).toMatchObject({ errorId, errorCode });
    expect(fake.journal.paidCount()).toBe(0);
  });

  it('names its faults in its own words', () => {
    const { fake } = startFake();
    const submit = (): unknown =>
      call(fake, 'createTask', { task: { type: 'TurnstileTask', ...page } });
    fake.use(
      { inject: { kind: 'no-slot' }, when: { first: 1 } },
      { inject: { kind: 'zero-balance' } },
    );
    expect(submit()).toMatchObject({ errorId: 2, errorCode: 'ERROR_NO_SLOT_AVAILABLE' });
    expect(submit()).toMatchObject({ errorId: 10, errorCode: 'ERROR_ZERO_BALANCE' });
  });

  it('takes reports by all of their names, once each', async () => {
    const { clock, fake } = startFake();
    call(fake, 'createTask', { task: { type: 'RecaptchaV2Task', ...page } });
    const taskId = fake.journal.tasks[0]?.id;
    await clock.advance(5_000);
    expect(call(fake, 'reportIncorrectRecaptcha', { taskId })).toEqual({
      errorId: 0,
      status: 'success',
    });
    expect(call(fake, 'reportCorrect', { taskId })).toMatchObject({
      errorCode: 'ERROR_DUPLICATE_REPORT',
    });
    expect(call(fake, 'getBalance')).toEqual({ errorId: 0, balance: 100 });
  });
});
