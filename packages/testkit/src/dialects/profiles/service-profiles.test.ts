import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { createFakeCore } from '../../fake/create-fake-core.ts';
import type { FakeOptions } from '../../fake/fake-options.ts';
import { serviceProfileNames, serviceProfiles } from './service-profiles.ts';

const task = { type: 'TurnstileTask', websiteURL: 'https://shop.example', websiteKey: '0x4' };

function startFake(options: FakeOptions) {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 5_000 } as const;
  const fake = createFakeCore({ clock, seed: 7, solveTime, ...options });
  const call = (url: string, fields: object = {}) => {
    const body = JSON.stringify({ clientKey: fake.apiKey, key: fake.apiKey, json: 1, ...fields });
    const { delivery, flushed } = fake.handle({ method: 'POST', url, body });
    if (delivery.kind !== 'reply') throw new Error('no reply');
    flushed();
    return { status: delivery.reply.status, body: JSON.parse(delivery.reply.body) };
  };
  return { clock, fake, call };
}

describe('a profile', () => {
  const spoken = serviceProfileNames.flatMap((profile) =>
    serviceProfiles[profile].dialects.map((dialect) => ({ profile, dialect })),
  );

  it.each(spoken)('$profile takes and solves a task in $dialect', async ({ profile, dialect }) => {
    const { clock, call } = startFake({ profile, dialect });
    const form = { method: 'turnstile', sitekey: '0x4', pageurl: 'https://shop.example' };
    const isCreateTask = dialect === 'createTask';
    const accepted = isCreateTask ? call('/createTask', { task }) : call('/in.php', form);
    const id: unknown = accepted.body.taskId ?? accepted.body.request;
    await clock.advance(5_000);
    const solved = isCreateTask
      ? call('/getTaskResult', { taskId: id })
      : call('/res.php', { action: 'get', id });
    expect(JSON.stringify(solved.body)).toMatch(/"(?:token|request)":"0\./);
  });

  it('of CapSolver has UUIDs, instant pictures, its own words, and errors on 400 and 401', () => {
    const { call } = startFake({ profile: 'capsolver' });
    const { taskId } = call('/createTask', { task }).body;
    expect(taskId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    const picture = { type: 'ImageToTextTask', body: 'aGVsbG8=' };
    expect(call('/createTask', { task: picture }).body).toMatchObject({ status: 'ready' });
    expect(call('/getTaskResult', { taskId: 'nonsense' })).toMatchObject({
      status: 400,
      body: { errorId: 1, errorCode: 'ERROR_TASKID_INVALID' },
    });
    expect(call('/createTask', { task, clientKey: 'x' })).toMatchObject({
      status: 401,
      body: { errorCode: 'ERROR_KEY_DENIED_ACCESS' },
    });
    expect(call('/getBalance').body).toEqual({
      errorId: 0,
      balance: expect.any(Number),
      packages: [],
    });
  });

  it('of CapSolver takes both verdicts by one method', async () => {
    const { clock, call, fake } = startFake({ profile: 'capsolver' });
    const { taskId } = call('/createTask', { task }).body;
    await clock.advance(5_000);
    call('/getTaskResult', { taskId });
    call('/feedbackTask', { taskId, result: { invalid: true } });
    expect(fake.journal.tasks[0]?.judgement).toBe('rejected');
  });

  it('of anti-captcha charges for what nobody could solve, and forgets a minute after the answer', async () => {
    const rules = [{ when: { nth: 1 }, inject: { kind: 'unsolvable' } }] as const;
    const { clock, call, fake } = startFake({ profile: 'anti-captcha', price: 1, rules });
    const ids = [1, 2].map((): unknown => call('/createTask', { task }).body.taskId);
    expect(ids).toEqual([expect.any(Number), expect.any(Number)]);
    await clock.advance(5_000);
    expect(call('/getTaskResult', { taskId: ids[0] }).body).toMatchObject({ errorId: 12 });
    expect(call('/getBalance').body).toEqual({ errorId: 0, balance: 98, captchaCredits: 0 });
    expect(fake.journal.tasks[0]?.isRefunded).toBe(false);
    await clock.advance(60_000);
    expect(call('/getTaskResult', { taskId: ids[1] }).body).toMatchObject({ errorId: 16 });
  });

  it('of CapMonster numbers no errors and has a code without ERROR_', () => {
    const { call } = startFake({ profile: 'capmonster' });
    expect(call('/getTaskResult', { taskId: 5 }).body).toMatchObject({
      errorId: 1,
      errorCode: 'WRONG_CAPTCHA_ID',
    });
  });

  it('gives way to the other options, and refuses a dialect that its service does not speak', () => {
    const { call } = startFake({ profile: 'capsolver', errorStatuses: 'ok' });
    expect(call('/createTask').status).toBe(200);
    expect(() => startFake({ profile: 'capsolver', dialect: '2captcha' })).toThrow(
      /"dialect": capsolver speaks createTask, not 2captcha/,
    );
  });
});
