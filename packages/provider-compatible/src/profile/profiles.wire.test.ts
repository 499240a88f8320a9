import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey, pngBase64 } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { recordRequests } from '../__fixtures__/record-requests.ts';
import { sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { compatible } from '../compatible.ts';

const uuid = '61138bb6-19fb-11ec-a9c8-0242ac110006';

describe('profiles, as bytes on the wire', () => {
  it('take the answer that CapSolver gives within createTask', async () => {
    const scope = nock('https://api.capsolver.com')
      .post('/createTask')
      .reply(200, {
        errorId: 0,
        taskId: uuid,
        status: 'ready',
        solution: { text: '44795sds' },
      });
    const requests = recordRequests(scope);
    const provider = compatible({ profile: 'capsolver', apiKey });
    expect(await provider.submit(sampleTasks.image, callContext())).toMatchObject({
      status: 'solved',
      solution: { type: 'image', text: '44795sds' },
      ticket: { id: uuid, type: 'image' },
    });
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      clientKey: apiKey,
      task: { type: 'ImageToTextTask', body: pngBase64 },
    });
    await provider.close?.();
  });

  it('read the code of CapSolver beside its HTTP 400', async () => {
    nock('https://api.capsolver.com')
      .post('/getTaskResult')
      .reply(400, { errorId: 1, errorCode: 'ERROR_TASKID_INVALID' });
    const provider = compatible({ profile: 'capsolver', apiKey });
    expect(await provider.poll({ id: uuid, type: 'turnstile' }, callContext())).toMatchObject({
      status: 'failed',
      error: { code: 'ticket-lost', rawCode: 'ERROR_TASKID_INVALID' },
    });
    await provider.close?.();
  });

  it('poll CapMonster through its 503 and its CAPTCHA_NOT_READY', async () => {
    nock('https://api.capmonster.cloud')
      .post('/getTaskResult')
      .reply(503, '')
      .post('/getTaskResult')
      .reply(200, { errorId: 1, errorCode: 'CAPTCHA_NOT_READY' })
      .post('/getTaskResult')
      .reply(200, { errorId: 0, status: 'ready', solution: { gRecaptchaResponse: '03A' } });
    const provider = compatible({ profile: 'capmonster', apiKey });
    const ticket = { id: '7', type: 'recaptcha-v2', isInteger: true } as const;
    expect(await provider.poll(ticket, callContext())).toEqual({ status: 'pending' });
    expect(await provider.poll(ticket, callContext())).toEqual({ status: 'pending' });
    expect(await provider.poll(ticket, callContext())).toMatchObject({
      status: 'solved',
      solution: { type: 'recaptcha-v2', token: '03A' },
    });
    await provider.close?.();
  });

  it('count what anti-captcha could not solve as paid', async () => {
    nock('https://api.anti-captcha.com')
      .post('/getTaskResult')
      .reply(200, { errorId: 12, errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' });
    const provider = compatible({ profile: 'anti-captcha', apiKey });
    const ticket = { id: '7', type: 'image', isInteger: true } as const;
    expect(await provider.poll(ticket, callContext())).toMatchObject({
      status: 'failed',
      error: { code: 'task-unsolvable', charged: 'yes' },
    });
    await provider.close?.();
  });
});
