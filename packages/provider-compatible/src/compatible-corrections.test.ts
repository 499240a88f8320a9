import { durationOf, OptionsInvalidError, type ProviderError } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey } from './__fixtures__/account.ts';
import { callContext } from './__fixtures__/call-context.ts';
import { sampleTasks } from './__fixtures__/sample-tasks.ts';
import { compatible } from './compatible.ts';
import type { CompatibleOptions } from './compatible-options.ts';

const baseUrl = 'https://solver.example';
const ticket = { id: '7', type: 'turnstile' } as const;

const answering = (reply: { readonly status?: number; readonly body: string }) =>
  inMemoryTransport(() => reply);

const customAt = (
  transport: ReturnType<typeof answering>,
  corrections: Partial<CompatibleOptions> = {},
) => {
  // A selection of options that belong to every profile.
  const options = { profile: 'custom', apiKey, baseUrl, transport, ...corrections };
  return compatible(options as CompatibleOptions);
};

const failureOf = (call: Promise<unknown>): Promise<ProviderError> =>
  call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: ProviderError) => error,
  );

describe('the corrections of compatible', () => {
  it('reach a service at other paths, without asking for JSON', async () => {
    const transport = answering({ body: 'OK|7' });
    const provider = customAt(transport, {
      inPath: 'api/submit.php',
      resPath: 'api/result',
      supportsJson: false,
    });
    await provider.submit(sampleTasks.turnstile, callContext());
    await provider.poll(ticket, callContext());
    expect(transport.requests.map(({ url }) => url)).toEqual([
      'https://solver.example/api/submit.php',
      'https://solver.example/api/result',
    ]);
    expect(transport.requests.map(({ body }) => String(body).includes('json'))).toEqual([
      false,
      false,
    ]);
  });

  it('ask about several tickets at once', async () => {
    const transport = answering({ body: 'a|CAPCHA_NOT_READY' });
    const provider = customAt(transport, { batch: 10 });
    expect(provider.supports.batchPoll).toMatchObject({ maxTickets: 10 });
    const tickets = [
      { id: '7', type: 'recaptcha-v2' },
      { id: '8', type: 'recaptcha-v2' },
    ];
    expect(await provider.pollMany?.(tickets, callContext())).toMatchObject([
      { status: 'solved' },
      { status: 'pending' },
    ]);
    expect(customAt(transport).pollMany).toBeUndefined();
  });

  it('announce no callback to a service that calls nobody', async () => {
    const callbackUrl = 'https://hooks.example/one-time';
    for (const dialect of ['in.php', 'createTask'] as const) {
      const transport = answering({ body: 'OK|7' });
      const provider = customAt(transport, { callsBack: false, dialect });
      await provider.submit(sampleTasks.turnstile, callContext({ callbackUrl })).catch(() => {});
      expect(String(transport.requests[0]?.body)).not.toContain('one-time');
      expect(provider.readCallback).toBeUndefined();
    }
  });

  it.each(['in.php', 'createTask'] as const)(
    'call and are called by the names of the service, over %s',
    async (dialect) => {
      const transport = answering({ body: 'OK|7' });
      const callsBack = { parameter: 'notify', idField: 'captcha_id', answerField: 'code' };
      const provider = customAt(transport, { callsBack, dialect });
      const callbackUrl = 'https://hooks.example/one-time';
      await provider.submit(sampleTasks.turnstile, callContext({ callbackUrl })).catch(() => {});
      const body = String(transport.requests[0]?.body);
      expect(body).toMatch(/notify\W+https/);
      expect(body).not.toMatch(/pingback|callbackUrl/);
      const noticeOf = (query: string): unknown =>
        provider.readCallback?.({
          method: 'GET',
          url: `${callbackUrl}?${query}`,
          headers: {},
          body: '',
          taskType: 'turnstile',
        });
      const id = '61138bb6-19fb-11ec-a9c8-0242ac110006';
      const notice = { ticket: { id, type: 'turnstile' } };
      expect(noticeOf(`captcha_id=${id}&status=1&code=0.tok`)).toEqual(notice);
      expect(noticeOf(`captcha_id=${id}&status=1`)).toBeUndefined();
      expect(noticeOf(`id=${id}&taskId=${id}&code=0.tok`)).toBeUndefined();
    },
  );

  it('name the nearest word of how a service calls back', () => {
    const callsBack = { idfield: 'captcha_id' };
    // The point of the test: what the types would refuse.
    const wrong = { callsBack } as unknown as Partial<CompatibleOptions>;
    expect(() => customAt(answering({ body: '' }), wrong)).toThrow('did you mean "idField"?');
  });

  it.each([
    ['in.php', 'OK|75012345', 'OK|7501234x', '75012345'],
    ['in.php', '{"status":1,"request":75012345}', '{"status":1,"request":7501}', '75012345'],
    ['createTask', '{"errorId":0,"taskId":75012345}', '{"errorId":0,"taskId":"x"}', '75012345'],
  ] as const)(
    'take no id that is none of the service, over %s',
    async (dialect, own, other, id) => {
      for (const idPattern of [String.raw`\d{8}`, /[0-9]{8}/]) {
        const submit = (body: string) =>
          customAt(answering({ body }), { idPattern, dialect }).submit(
            sampleTasks.turnstile,
            callContext(),
          );
        expect(await submit(own)).toMatchObject({ status: 'accepted', ticket: { id } });
        expect(await failureOf(submit(other))).toMatchObject({ code: 'protocol-violated' });
      }
      const { readCallback } = customAt(answering({ body: '' }), { idPattern: '[a-z]+', dialect });
      const request = { method: 'POST', url: 'https://hooks.example/x', headers: {} } as const;
      const noticeOf = (body: string): unknown =>
        readCallback?.({ ...request, body, taskType: 'turnstile' });
      expect(noticeOf('id=abc')).toEqual({ ticket: { id: 'abc', type: 'turnstile' } });
      expect(noticeOf('id=abc1')).toBeUndefined();
    },
  );

  it('wait by the type of the task', () => {
    const timing = {
      firstWaitMs: { default: 9_000, image: 400 },
      pollFloorMs: { default: 3_000, image: 200, 'recaptcha-v3': 1_000 },
    };
    const { limits } = customAt(answering({ body: '' }), { timing }).supports;
    expect(limits).toMatchObject(timing);
    const waits = (['image', 'recaptcha-v3', 'turnstile'] as const).map((taskType) => [
      durationOf(limits.firstWaitMs, taskType),
      durationOf(limits.pollFloorMs, taskType),
    ]);
    expect(waits).toEqual([
      [400, 200],
      [9_000, 1_000],
      [9_000, 3_000],
    ]);
  });

  it('say what a service means by its own codes, whatever their case', async () => {
    const errorOverrides = {
      ERROR_ZERO_BALANCE: 'at-capacity',
      no_workers: 'at-capacity',
    } as const;
    const transport = answering({ body: '{"errorId":1,"errorCode":"NO_WORKERS"}' });
    const provider = customAt(transport, { dialect: 'createTask', errorOverrides });
    expect(await failureOf(provider.submit(sampleTasks.turnstile, callContext()))).toMatchObject({
      code: 'at-capacity',
      rawCode: 'NO_WORKERS',
    });
  });

  it('keep polling through a status that only says "not ready"', async () => {
    const transport = answering({ status: 503, body: '' });
    expect(
      await customAt(transport, { pendingStatuses: [503] }).poll(ticket, callContext()),
    ).toEqual({ status: 'pending' });
    const strict = await failureOf(customAt(transport).poll(ticket, callContext()));
    expect(strict.code).toBe('provider-unavailable');
  });

  it.each([
    ['inPath', { inPath: '/in.php' }],
    ['resPath', { resPath: 'res.php?x=1' }],
    ['batch', { batch: 1 }],
    ['errorOverrides.ERROR_X', { errorOverrides: { ERROR_X: 'no-such-code' } }],
    ['pendingStatuses.0', { pendingStatuses: [200] }],
    ['inPath', { dialect: 'createTask', inPath: 'in.php' }],
    ['supportsJson', { dialect: 'createTask', supportsJson: false }],
    ['nocache', { dialect: 'createTask', nocache: true }],
    ['nocache', { nocache: true }],
    ['nocache', { profile: '2captcha', nocache: true }],
    ['submitEncoding', { submitEncoding: 'form-data' }],
    ['submitEncoding', { dialect: 'createTask', submitEncoding: 'multipart' }],
    ['idPattern', { idPattern: '(' }],
    ['idPattern', { idPattern: '(a+)+' }],
    ['idPattern', { idPattern: 7 }],
    ['callsBack', { callsBack: 'yes' }],
    ['callsBack', { callsBack: null }],
    ['callsBack.idField', { callsBack: { idField: '' } }],
    ['callsBack.answerField', { callsBack: { answerField: 'a&b' } }],
    ['callsBack.parameter', { callsBack: { parameter: 'key' } }],
    ['callsBack.parameter', { dialect: 'createTask', callsBack: { parameter: 'clientKey' } }],
    ['callsBack.idfield', { callsBack: { idfield: 'captcha_id' } }],
  ])('are refused by the name of the option %s: %j', (option, corrections) => {
    const options = { profile: 'custom', apiKey, baseUrl, ...corrections };
    // The point of the test: what the types would refuse.
    expect(() => compatible(options as CompatibleOptions)).toThrow(OptionsInvalidError);
    expect(() => compatible(options as CompatibleOptions)).toThrow(`option "${option}"`);
  });
});

describe('the statuses of a profile', () => {
  it('let CapMonster say 503 on a poll, unless a code or a page says more', async () => {
    const options = { profile: 'capmonster', apiKey } as const;
    const silent = compatible({ ...options, transport: answering({ status: 503, body: '' }) });
    expect(await silent.poll(ticket, callContext())).toEqual({ status: 'pending' });
    const page = compatible({ ...options, transport: answering({ status: 503, body: '<html>' }) });
    expect(await failureOf(page.poll(ticket, callContext()))).toMatchObject({
      code: 'provider-unavailable',
      charged: 'yes',
    });
    const body = '{"errorId":1,"errorCode":"ERROR_KEY_DOES_NOT_EXIST"}';
    const talking = compatible({ ...options, transport: answering({ status: 503, body }) });
    const failure = await failureOf(talking.poll(ticket, callContext()));
    expect(failure.code).toBe('credentials-rejected');
  });

  it('take CapSolver at its code where it says 400 or 401', async () => {
    const body = '{"errorId":1,"errorCode":"ERROR_INVALID_TASK_DATA"}';
    const options = { profile: 'capsolver', apiKey } as const;
    const talking = compatible({ ...options, transport: answering({ status: 400, body }) });
    expect(await failureOf(talking.submit(sampleTasks.turnstile, callContext()))).toMatchObject({
      code: 'task-invalid',
      charged: 'no',
    });
    const silent = compatible({ ...options, transport: answering({ status: 401, body: '' }) });
    expect(await failureOf(silent.submit(sampleTasks.turnstile, callContext()))).toMatchObject({
      code: 'credentials-rejected',
      charged: 'no',
    });
  });

  it('take a report that rucaptcha answers by 500 for recorded', async () => {
    const report = { ticket, judgement: 'rejected' } as const;
    const transport = answering({ status: 500, body: '' });
    const rucaptcha = compatible({ profile: 'rucaptcha', apiKey, transport });
    await expect(rucaptcha.report?.(report, callContext())).resolves.toBeUndefined();
    const twoCaptcha = compatible({ profile: '2captcha', apiKey, transport });
    await expect(twoCaptcha.report?.(report, callContext())).rejects.toMatchObject({
      code: 'provider-unavailable',
    });
  });

  it.each([
    'OK|notpic',
    'notpic',
    ' notpic\n',
    '"notpic"',
    '{"status":1,"request":"notpic"}',
    '{"status":0,"request":"notpic"}',
  ])('take what cap.guru says of a picture that is none for a refusal: %j', async (body) => {
    const image = { id: '7', type: 'image' } as const;
    const transport = answering({ body });
    const capGuru = compatible({ profile: 'cap-guru', apiKey, transport });
    expect(await capGuru.poll(image, callContext())).toMatchObject({
      status: 'failed',
      error: { code: 'task-invalid', rawCode: 'notpic', charged: 'no' },
    });
  });

  it('take it for an answer anywhere else', async () => {
    const transport = answering({ body: 'OK|notpic' });
    const others = compatible({ profile: '2captcha', apiKey, transport });
    expect(await others.poll({ id: '7', type: 'image' }, callContext())).toMatchObject({
      solution: { text: 'notpic' },
    });
  });

  it.each([
    ['accepted', { invalid: false, result: { invalid: false } }],
    ['rejected', { invalid: true, result: { invalid: true } }],
  ] as const)('tell CapSolver that an answer was %s', async (judgement, verdict) => {
    const transport = answering({ body: '{"errorId":0,"message":"ok"}' });
    const provider = compatible({ profile: 'capsolver', apiKey, transport });
    await provider.report?.({ ticket: { id: 'a-1', type: 'turnstile' }, judgement }, callContext());
    expect(transport.requests[0]?.url).toBe('https://api.capsolver.com/feedbackTask');
    expect(JSON.parse(String(transport.requests[0]?.body))).toEqual({
      clientKey: apiKey,
      taskId: 'a-1',
      ...verdict,
    });
  });
});
