import { durationOf } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { callContext } from './__fixtures__/call-context.ts';
import { recordRequests } from './__fixtures__/record-requests.ts';
import { captchaai } from './captchaai.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const picture = Buffer.from('GIF89a'.padEnd(300, 'x')).toString('base64');
const image = { type: 'image', image: picture, characters: 'digits' } as const;
const callbackUrl = 'https://hooks.shop.example/understudy/s3cret';

const submitAnswered = async (body: string, status = 200): Promise<unknown> => {
  nock('https://ocr.captchaai.com').post('/solve.php').reply(status, body);
  const provider = captchaai({ apiKey, syncImages: true });
  try {
    return await provider.submit(image, callContext());
  } finally {
    await provider.close?.();
  }
};

describe('captchaai with syncImages', () => {
  it('sends an image to solve.php, without a callback that nobody would call', async () => {
    const scope = nock('https://ocr.captchaai.com').post('/solve.php').reply(200, 'OK|w9H5k');
    const requests = recordRequests(scope);
    const provider = captchaai({ apiKey, syncImages: true });
    await provider.submit(image, callContext({ callbackUrl }));
    expect(requests.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
      `POST /solve.php key=${apiKey}&method=base64&body=${encodeURIComponent(picture)}&numeric=1&json=1`,
    ]);
    await provider.close?.();
  });

  it.each([
    ['OK|75012345', '75012345'],
    ['{"status":1,"request":"75012345"}', '75012345'],
    ['{"status":1,"request":75012345}', '75012345'],
    ['{"status":1,"result":"two words"}', 'two words'],
  ])('takes %s for an answer, and never for an id', async (body, text) => {
    expect(await submitAnswered(body)).toEqual({
      status: 'solved',
      solution: { type: 'image', text },
      raw: body,
    });
  });

  it.each([
    ['OK|', 200, 'protocol-violated'],
    ['{"status":1}', 200, 'protocol-violated'],
    ['CAPCHA_NOT_READY', 200, 'protocol-violated'],
    ['75012345', 200, 'protocol-violated'],
    ['ERROR_ZERO_BALANCE', 200, 'at-capacity'],
    ['ERROR_CAPTCHA_UNSOLVABLE', 200, 'task-unsolvable'],
    ['<html>', 502, 'provider-unavailable'],
  ])('takes %j with status %i for no answer', async (body, status, code) => {
    await expect(submitAnswered(body, status)).rejects.toMatchObject({ code });
  });

  it('submits everything else to in.php', async () => {
    nock('https://ocr.captchaai.com').post('/in.php').reply(200, 'OK|75012345');
    const provider = captchaai({ apiKey, syncImages: true });
    const grid = {
      type: 'grid',
      image: picture,
      instructions: 'buses',
      rows: 3,
      columns: 3,
    } as const;
    await expect(provider.submit(grid, callContext())).resolves.toMatchObject({
      status: 'accepted',
    });
    await provider.close?.();
  });

  it('gives the submit of an image 30 s, unless told otherwise', () => {
    const submitTimeoutOf = (options: object): readonly number[] => {
      const { submitTimeoutMs = 0 } = captchaai({ apiKey, syncImages: true, ...options }).supports
        .limits;
      return ['image', 'turnstile'].map((taskType) => durationOf(submitTimeoutMs, taskType));
    };
    expect(submitTimeoutOf({})).toEqual([30_000, 15_000]);
    expect(submitTimeoutOf({ timing: { submitTimeoutMs: 20_000 } })).toEqual([20_000, 20_000]);
  });
});
