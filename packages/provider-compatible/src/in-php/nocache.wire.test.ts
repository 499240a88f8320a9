import type { Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { type RecordedRequest, recordRequests } from '../__fixtures__/record-requests.ts';
import { compatible } from '../compatible.ts';
import type { ProfileCorrections } from '../compatible-options.ts';

const pageUrl = 'https://shop.example/';
const recaptcha = { type: 'recaptcha-v2', siteKey: '6Le', pageUrl } as const;
const sentRecaptcha = `key=${apiKey}&method=userrecaptcha&googlekey=6Le&pageurl=https%3A%2F%2Fshop.example%2F`;

const submitted = async (
  task: Task,
  corrections: ProfileCorrections = {},
): Promise<RecordedRequest | undefined> => {
  const scope = nock('https://api.capmonster.cloud').intercept(/^\/in\.php/, 'POST');
  const got = scope
    .reply(200, 'OK|7')
    .get(/^\/in\.php/)
    .reply(200, 'OK|7');
  const requests = recordRequests(got);
  const provider = compatible({
    profile: 'capmonster',
    dialect: 'in.php',
    apiKey,
    softId: 9,
    ...corrections,
  });
  const callbackUrl = 'https://hooks.example/x';
  await provider.submit(task, callContext({ callbackUrl }));
  await provider.close?.();
  nock.cleanAll();
  return requests[0];
};

const rest = 'soft_id=9&pingback=https%3A%2F%2Fhooks.example%2Fx&json=1';

describe("nocache over CapMonster's in.php", () => {
  it('is the last parameter of the form', async () => {
    const request = await submitted(recaptcha, { nocache: true });
    expect(request?.body).toBe(`${sentRecaptcha}&${rest}&nocache=1`);
  });

  it('is the last parameter of a query', async () => {
    const request = await submitted(recaptcha, { nocache: true, submitEncoding: 'query' });
    expect(request?.path).toBe(`/in.php?${sentRecaptcha}&${rest}&nocache=1`);
  });

  it('is the last parameter also of a task that names it', async () => {
    const raw = { type: 'raw', method: 'mt', parameters: { nocache: 0, sitekey: 'MT' } } as const;
    const request = await submitted(raw, { nocache: true });
    expect(request?.body).toBe(`key=${apiKey}&method=mt&sitekey=MT&${rest}&nocache=1`);
  });

  it('is the last field before the file of a multipart form', async () => {
    const image = { type: 'image', image: 'R0lGODlh'.padEnd(200, 'A') } as const;
    const request = await submitted(image, { nocache: true, submitEncoding: 'multipart' });
    expect(Array.from(request?.body.matchAll(/ name="(\w+)"/g) ?? [], ([, name]) => name)).toEqual([
      'key',
      'method',
      'soft_id',
      'pingback',
      'json',
      'nocache',
      'file',
    ]);
  });

  it.each([{}, { nocache: false }])('is not sent unasked: %j', async (corrections) => {
    const request = await submitted(recaptcha, corrections);
    expect(request?.body).toBe(`${sentRecaptcha}&${rest}`);
  });

  it('asks for no answer twice: a poll has none', async () => {
    const scope = nock('https://api.capmonster.cloud').post('/res.php').reply(200, 'OK|0.tok');
    const requests = recordRequests(scope);
    const provider = compatible({
      profile: 'capmonster',
      dialect: 'in.php',
      apiKey,
      nocache: true,
    });
    await provider.poll({ id: '7', type: 'recaptcha-v2' }, callContext());
    expect(requests[0]?.body).toBe(`key=${apiKey}&action=get&id=7&json=1`);
    await provider.close?.();
  });
});
