import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { createFakeCore } from '../../fake/create-fake-core.ts';
import type { FakeOptions } from '../../fake/fake-options.ts';

const page = { websiteURL: 'https://shop.example', websiteKey: '6Le' };
const picture = { type: 'ImageToTextTask', body: 'aGVsbG8=' };

function startFake(options: FakeOptions) {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 5_000 } as const;
  const fake = createFakeCore({ dialect: 'createTask', clock, seed: 7, solveTime, ...options });
  const call = (url: string, fields: object = {}) => {
    const body = JSON.stringify({ clientKey: fake.apiKey, ...fields });
    const { delivery, flushed } = fake.handle({ method: 'POST', url, body });
    if (delivery.kind !== 'reply') throw new Error('no reply');
    flushed();
    const { status } = delivery.reply;
    return { status, afterMs: delivery.afterMs, body: JSON.parse(delivery.reply.body) };
  };
  return { clock, fake, call };
}

describe('the option ids', () => {
  it('makes numbers of the ids in JSON replies, which a poll takes back', () => {
    const { call } = startFake({ ids: 'integer' });
    const { taskId } = call('/createTask', { task: { type: 'TurnstileTask', ...page } }).body;
    expect(taskId).toBeTypeOf('number');
    expect(call('/getTaskResult', { taskId }).body).toMatchObject({ status: 'processing' });
  });

  it('does the same in the JSON of in.php, and leaves its text alone', () => {
    const { fake } = startFake({ ids: 'integer', dialect: 'captchaai' });
    const fields = { method: 'turnstile', sitekey: '0x4', pageurl: 'https://shop.example' };
    const say = (more: object): unknown => {
      const body = new URLSearchParams({ key: fake.apiKey, ...fields, ...more }).toString();
      return Object(fake.handle({ method: 'POST', url: '/in.php', body }).delivery).reply.body;
    };
    expect(say({ json: '1' })).toMatch(/^\{"status":1,"request":7\d{11}\}$/);
    expect(say({})).toMatch(/^OK\|7\d{11}$/);
  });
});

describe('the option instantResults', () => {
  it('answers a picture in the reply to createTask, after the solve time', () => {
    const { call, fake } = startFake({ instantResults: true });
    const { body, afterMs } = call('/createTask', { task: picture });
    expect(afterMs).toBe(5_000);
    expect(body).toMatchObject({
      errorId: 0,
      status: 'ready',
      solution: { text: expect.any(String) },
    });
    expect(fake.journal.taskIdOfAnswer(body.solution.text)).toBe(body.taskId);
  });

  it('leaves widgets to be polled', () => {
    const { call } = startFake({ instantResults: true });
    const { body } = call('/createTask', { task: { type: 'TurnstileTask', ...page } });
    expect(body).toEqual({ errorId: 0, taskId: expect.any(String) });
  });
});

describe('the option errorStatuses', () => {
  it('puts errors on 400 and a bad key on 401, with the same words', async () => {
    const { call, clock } = startFake({
      errorStatuses: 'capsolver',
      rules: [{ when: { endpoint: 'submit' }, inject: { kind: 'unsolvable' } }],
    });
    const task = { type: 'TurnstileTask', ...page };
    expect(call('/createTask')).toMatchObject({
      status: 400,
      body: { errorCode: 'ERROR_TASK_ABSENT' },
    });
    expect(call('/createTask', { clientKey: 'x', task })).toMatchObject({
      status: 401,
      body: { errorCode: 'ERROR_KEY_DOES_NOT_EXIST' },
    });
    const accepted = call('/createTask', { task });
    expect(accepted.status).toBe(200);
    const { taskId } = accepted.body;
    expect(call('/getTaskResult', { taskId }).status).toBe(200);
    await clock.advance(5_000);
    expect(call('/getTaskResult', { taskId })).toMatchObject({
      status: 400,
      body: { errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' },
    });
  });

  it.each([{ errorStatuses: 'capsolver' }, { instantResults: true }] as const)(
    'is refused where it would change nothing: %o',
    (option) => {
      expect(() => startFake({ dialect: '2captcha', ...option })).toThrow(
        /the dialect 2captcha has no such thing/,
      );
    },
  );
});
