import type { Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { recordRequests } from '../__fixtures__/record-requests.ts';
import { proxy } from '../__fixtures__/sample-tasks.ts';
import { compatible } from '../compatible.ts';

const pageUrl = 'https://shop.example/';
const pageHtml = '<!DOCTYPE html><title>Just a moment…</title>';
const challenge = { type: 'cloudflare-challenge', pageUrl, proxy } as const;
const full = { ...challenge, pageHtml, userAgent: 'Mozilla/5.0 (Windows NT 10.0)' };
const proxyJson =
  '"proxyType":"http","proxyAddress":"10.0.0.9","proxyPort":8080,"proxyLogin":"lena","proxyPassword":"p@ss:word"';

type Service = 'capmonster' | 'capsolver' | 'anti-captcha';

const bodyOf = async (
  task: Task<'cloudflare-challenge'>,
  { profile, origin }: { readonly profile: Service; readonly origin: string },
): Promise<string | undefined> => {
  const scope = nock(origin).post('/createTask').reply(200, '{"errorId":0,"taskId":407533072}');
  const requests = recordRequests(scope);
  const provider = compatible({ profile, apiKey });
  await expect(provider.submit(task, callContext())).resolves.toMatchObject({ status: 'accepted' });
  await provider.close?.();
  return requests[0]?.body;
};

describe('the HTML of a challenge page', () => {
  it('reaches CapMonster as base64, beside a key that stands for none', async () => {
    const service = { profile: 'capmonster', origin: 'https://api.capmonster.cloud' } as const;
    expect(await bodyOf(full, service)).toBe(
      `{"clientKey":"${apiKey}","task":{"type":"TurnstileTask","websiteKey":"xxxxxxxxxx",` +
        '"cloudflareTaskType":"cf_clearance","websiteURL":"https://shop.example/",' +
        '"htmlPageBase64":"PCFET0NUWVBFIGh0bWw+PHRpdGxlPkp1c3QgYSBtb21lbnTigKY8L3RpdGxlPg==",' +
        `"userAgent":"Mozilla/5.0 (Windows NT 10.0)",${proxyJson}}}`,
    );
  });

  it('reaches CapSolver as text, where a task has it', async () => {
    const service = { profile: 'capsolver', origin: 'https://api.capsolver.com' } as const;
    const sent = (html: string): string =>
      `{"clientKey":"${apiKey}","task":{"type":"AntiCloudflareTask",` +
      `"websiteURL":"https://shop.example/",${html}"proxy":"10.0.0.9:8080:lena:p@ss:word"}}`;
    expect(await bodyOf({ ...challenge, pageHtml }, service)).toBe(
      sent('"html":"<!DOCTYPE html><title>Just a moment…</title>",'),
    );
    expect(await bodyOf(challenge, service)).toBe(sent(''));
  });

  it('is left out at anti-captcha, whose workers load the page', async () => {
    const service = { profile: 'anti-captcha', origin: 'https://api.anti-captcha.com' } as const;
    expect(await bodyOf({ ...challenge, pageHtml }, service)).toBe(
      await bodyOf(challenge, service),
    );
  });

  it.each([
    ['pageHtml', { ...full, pageHtml: undefined }],
    ['userAgent', { ...full, userAgent: undefined }],
  ])(
    'is needed by CapMonster, as is the browser: without %s nothing is sent',
    async (field, task) => {
      const provider = compatible({ profile: 'capmonster', apiKey });
      const schema = provider.supports.taskTypes['cloudflare-challenge'];
      const { issues } = (await schema?.['~standard'].validate(task)) ?? {};
      expect(issues).toMatchObject([
        { path: [field], message: 'capmonster needs it for cloudflare-challenge' },
      ]);
      await expect(provider.submit(task, callContext())).rejects.toMatchObject({
        code: 'task-unsupported',
        charged: 'no',
      });
      await provider.close?.();
    },
  );

  it.each([
    ['{"cf_clearance":"1tarGvbY2_Zh-1761217338-1.2.1.1-vyVP.w"}', {}],
    [
      '{"cf_clearance":"1tarGvbY2_Zh-1761217338-1.2.1.1-vyVP.w","userAgent":"Mozilla/5.0"}',
      { userAgent: 'Mozilla/5.0' },
    ],
  ])('ends at CapMonster in a clearance: %s', async (solution, extras) => {
    const scope = nock('https://api.capmonster.cloud')
      .post('/getTaskResult')
      .reply(200, '{"errorId":0,"status":"processing"}')
      .post('/getTaskResult')
      .reply(200, `{"errorId":0,"status":"ready","solution":${solution}}`);
    const requests = recordRequests(scope);
    const provider = compatible({ profile: 'capmonster', apiKey });
    const ticket = { id: '407533072', type: 'cloudflare-challenge', isInteger: true };
    expect(await provider.poll(ticket, callContext())).toEqual({ status: 'pending' });
    expect(await provider.poll(ticket, callContext())).toMatchObject({
      status: 'solved',
      solution: {
        type: 'cloudflare-challenge',
        cfClearance: '1tarGvbY2_Zh-1761217338-1.2.1.1-vyVP.w',
        ...extras,
      },
    });
    expect(requests[1]?.body).toBe(`{"clientKey":"${apiKey}","taskId":407533072}`);
    await provider.close?.();
  });

  it('is written even when it is as long as a page may be', async () => {
    const service = { profile: 'capmonster', origin: 'https://api.capmonster.cloud' } as const;
    const long = 'ü'.repeat(1_048_576);
    const body = await bodyOf({ ...full, pageHtml: long }, service);
    const { task } = JSON.parse(body ?? '{}');
    expect(Buffer.from(task.htmlPageBase64, 'base64').toString() === long).toBe(true);
  });
});
