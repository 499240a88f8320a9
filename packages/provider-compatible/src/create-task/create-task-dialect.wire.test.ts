import type { TaskType } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { overTheWire } from '../__fixtures__/over-the-wire.ts';
import { recordRequests } from '../__fixtures__/record-requests.ts';
import { sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { compatible } from '../compatible.ts';
import type { CompatibleOptions } from '../compatible-options.ts';

const uuid = '61138bb6-19fb-11ec-a9c8-0242ac110006';
const solver = { profile: 'custom', baseUrl: 'https://solver.example' } as const;

const services = {
  '2captcha': [{ profile: '2captcha' }, 'https://api.2captcha.com'],
  rucaptcha: [{ profile: 'rucaptcha' }, 'https://api.rucaptcha.com'],
  'anti-captcha': [{ profile: 'anti-captcha' }, 'https://api.anti-captcha.com'],
  capmonster: [{ profile: 'capmonster' }, 'https://api.capmonster.cloud'],
  capsolver: [{ profile: 'capsolver' }, 'https://api.capsolver.com'],
  custom: [solver, 'https://solver.example'],
} as const;

type Service = keyof typeof services;

const accountAt = (service: Service): { options: CompatibleOptions; origin: string } => {
  const [chosen, origin] = services[service];
  return { options: { ...chosen, dialect: 'createTask', apiKey }, origin };
};

const pollTurnstile = async (service: Service, reply: string): Promise<unknown> => {
  const { value } = await overTheWire({
    ...accountAt(service),
    path: '/getTaskResult',
    reply,
    call: (provider) =>
      provider.poll({ id: '7', type: 'turnstile', isInteger: true }, callContext()),
  });
  return value;
};

describe('compatible over createTask, as bytes on the wire', () => {
  it.each([
    ['72345678901', '72345678901', { isInteger: true }],
    ['98765432109876543210', '98765432109876543210', { isInteger: true }],
    ['"72345678901"', '72345678901', {}],
    [`"${uuid}"`, uuid, {}],
  ])('gives the id %s back as it came', async (written, id, kind) => {
    const scope = nock('https://solver.example')
      .post('/createTask')
      .reply(200, `{"errorId":0,"taskId":${written}}`)
      .post('/getTaskResult')
      .reply(200, '{"errorId":0,"status":"processing"}');
    const requests = recordRequests(scope);
    const provider = compatible(accountAt('custom').options);
    const { ticket = {} } = await provider.submit(sampleTasks.turnstile, callContext());
    expect(ticket).toEqual({ id, type: 'turnstile', ...kind });

    // As it would come out of a database.
    const stored: typeof ticket = JSON.parse(JSON.stringify(ticket));
    expect(await provider.poll(stored, callContext())).toEqual({ status: 'pending' });
    expect(requests[1]?.body).toBe(`{"clientKey":"${apiKey}","taskId":${written}}`);
    await provider.close?.();
  });

  it.each([
    '{"errorId":0,"status":"processing"}',
    '{"errorId":0,"status":"idle"}',
    '{"errorId":1,"errorCode":"CAPTCHA_NOT_READY"}',
    '{"errorId":1,"errorCode":"ERROR_CAPCHA_NOT_READY","status":"processing"}',
    'CAPCHA_NOT_READY',
  ])('takes %s for not ready at every service', async (reply) => {
    for (const service of ['2captcha', 'anti-captcha', 'capmonster', 'capsolver'] as const)
      expect(await pollTurnstile(service, reply)).toEqual({ status: 'pending' });
  });

  it.each([
    ['2captcha', '"0.00145"', { amount: 0.00145, currency: 'USD' }],
    ['rucaptcha', '"0,13"', { amount: 0.13, currency: 'RUB' }],
    ['anti-captcha', '"0.002000"', { amount: 0.002, currency: 'USD' }],
    ['capmonster', '0.0013', { amount: 0.0013, currency: 'USD' }],
    ['capsolver', '0', { amount: 0, currency: 'USD' }],
  ] as const)('bills what %s writes as %s', async (service, cost, billed) => {
    const reply = `{"errorId":0,"status":"ready","solution":{"token":"0.token"},"cost":${cost},"ip":"1.2.3.4","createTime":1692863536,"endTime":1692863556,"solveCount":1}`;
    expect(await pollTurnstile(service, reply)).toEqual({
      status: 'solved',
      solution: { type: 'turnstile', token: '0.token' },
      billed,
      raw: reply,
    });
  });

  const reports: readonly (readonly [
    Service,
    TaskType,
    'accepted' | 'rejected',
    string,
    string,
  ])[] = [
    ['2captcha', 'image', 'accepted', '/reportCorrect', ''],
    ['2captcha', 'funcaptcha', 'rejected', '/reportIncorrect', ''],
    ['rucaptcha', 'turnstile', 'rejected', '/reportIncorrect', ''],
    ['anti-captcha', 'recaptcha-v2', 'accepted', '/reportCorrectRecaptcha', ''],
    ['anti-captcha', 'recaptcha-v3', 'rejected', '/reportIncorrectRecaptcha', ''],
    ['anti-captcha', 'hcaptcha', 'rejected', '/reportIncorrectHcaptcha', ''],
    ['anti-captcha', 'image', 'rejected', '/reportIncorrectImageCaptcha', ''],
    ['capmonster', 'turnstile', 'rejected', '/reportIncorrectTokenCaptcha', ''],
    ['capmonster', 'image', 'rejected', '/reportIncorrectImageCaptcha', ''],
    [
      'capsolver',
      'turnstile',
      'accepted',
      '/feedbackTask',
      ',"invalid":false,"result":{"invalid":false}',
    ],
    ['capsolver', 'grid', 'rejected', '/feedbackTask', ',"invalid":true,"result":{"invalid":true}'],
    ['custom', 'recaptcha-v2', 'rejected', '/reportIncorrectRecaptcha', ''],
  ];

  it.each(reports)(
    'tells %s of an answer to a %s that was %s by %s',
    async (service, type, judgement, path, said) => {
      const { requests } = await overTheWire({
        ...accountAt(service),
        path,
        reply: '{"errorId":0,"status":"success"}',
        call: (provider) =>
          provider.report?.(
            { ticket: { id: '7', type, isInteger: true }, judgement },
            callContext(),
          ),
      });
      expect(requests.map(({ body }) => body)).toEqual([
        `{"clientKey":"${apiKey}","taskId":7${said}}`,
      ]);
    },
  );

  it.each([
    ['2captcha', '{"errorId":0,"balance":0.93958}', { amount: 0.93958, currency: 'USD' }],
    ['rucaptcha', '{"errorId":0,"balance":"81.5"}', { amount: 81.5, currency: 'RUB' }],
    [
      'anti-captcha',
      '{"errorId":0,"balance":12.3456,"captchaCredits":327}',
      { amount: 12.3456, currency: 'USD' },
    ],
    ['capmonster', '{"errorId":0,"balance":345.678}', { amount: 345.678, currency: 'USD' }],
    ['capsolver', '{"errorId":0,"balance":10.5,"packages":[]}', { amount: 10.5, currency: 'USD' }],
  ] as const)('asks %s for the balance', async (service, reply, balance) => {
    const { value, requests } = await overTheWire({
      ...accountAt(service),
      path: '/getBalance',
      reply,
      call: (provider) => provider.balance?.(callContext()),
    });
    expect(value).toEqual(balance);
    expect(requests.map(({ body }) => body)).toEqual([`{"clientKey":"${apiKey}"}`]);
  });
});
