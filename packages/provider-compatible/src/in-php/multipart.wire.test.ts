import type { Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, png, pngBase64, siteKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { type RecordedRequest, recordRequests } from '../__fixtures__/record-requests.ts';
import { sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { compatible } from '../compatible.ts';
import type { CompatibleOptions } from '../compatible-options.ts';

const solver = 'https://solver.example';
const custom = {
  profile: 'custom',
  baseUrl: solver,
  apiKey,
  submitEncoding: 'multipart',
} as const;
const twoCaptcha = { profile: '2captcha', apiKey, submitEncoding: 'multipart' } as const;

const part = (name: string, value: string): string =>
  `--form-data-00000000\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const pngHead =
  '--form-data-00000000\r\n' +
  'Content-Disposition: form-data; name="file"; filename="image.png"\r\n' +
  'Content-Type: image/png\r\n\r\n';
const end = '--form-data-00000000--\r\n';

/** nock shows bytes that are no text in hexadecimal. */
const bytesIn = ({ body }: RecordedRequest): Buffer =>
  /^[0-9a-f]+$/.test(body) ? Buffer.from(body, 'hex') : Buffer.from(body);

const submitted = async (
  task: Task,
  { origin, ...options }: CompatibleOptions & { readonly origin: string },
): Promise<RecordedRequest> => {
  const scope = nock(origin).post('/in.php').reply(200, 'OK|75012345');
  const requests = recordRequests(scope);
  const provider = compatible(options);
  await expect(provider.submit(task, callContext())).resolves.toEqual({
    status: 'accepted',
    ticket: { id: '75012345', type: task.type },
  });
  await provider.close?.();
  const [request] = requests;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
};

const image = {
  type: 'image',
  image: `data:image/png;base64,${pngBase64}`,
  isCaseSensitive: true,
  characters: 'digits',
  instructions: 'red "letters"\nonly',
} as const;
const imageFields =
  part('key', apiKey) +
  part('method', 'post') +
  part('regsense', '1') +
  part('numeric', '1') +
  part('textinstructions', 'red "letters"\r\nonly') +
  part('json', '1');
const grid = { type: 'grid', image: png, instructions: 'all buses', rows: 4, columns: 3 } as const;
const gridFields =
  part('key', apiKey) +
  part('method', 'post') +
  part('recaptcha', '1') +
  part('textinstructions', 'all buses') +
  part('recaptcharows', '4') +
  part('recaptchacols', '3') +
  part('json', '1');

describe('compatible in multipart, as bytes on the wire', () => {
  it.each<[string, Task, string, CompatibleOptions & { readonly origin: string }]>([
    ['an image to 2captcha', image, imageFields, { ...twoCaptcha, origin: 'https://2captcha.com' }],
    ['an image to custom', image, imageFields, { ...custom, origin: solver }],
    ['a grid to 2captcha', grid, gridFields, { ...twoCaptcha, origin: 'https://2captcha.com' }],
    ['a grid to custom', grid, gridFields, { ...custom, origin: solver }],
    [
      "an image to anti-captcha's first API",
      sampleTasks.image,
      part('key', apiKey) + part('method', 'post') + part('json', '1'),
      {
        profile: 'anti-captcha',
        dialect: 'in.php',
        apiKey,
        submitEncoding: 'multipart',
        origin: 'https://anti-captcha.com',
      },
    ],
  ])('submits %s as a file', async (_name, task, fields, options) => {
    const request = await submitted(task, options);
    expect(request).toMatchObject({ method: 'POST', path: '/in.php' });
    expect(request.headers['content-type']).toBe(
      'multipart/form-data; boundary=form-data-00000000',
    );
    expect(bytesIn(request).toString('latin1')).toBe(
      `${fields}${pngHead}${Buffer.from(png).toString('latin1')}\r\n${end}`,
    );
    expect(request.headers['content-length']).toBe(String(bytesIn(request).length));
  });

  it('submits a token as fields alone', async () => {
    const task = { type: 'turnstile', siteKey, pageUrl, action: 'login' } as const;
    const request = await submitted(task, { ...custom, softId: 7, origin: solver });
    expect(request.headers['content-type']).toBe(
      'multipart/form-data; boundary=form-data-00000000',
    );
    expect(request.body).toBe(
      part('key', apiKey) +
        part('method', 'turnstile') +
        part('sitekey', siteKey) +
        part('pageurl', pageUrl) +
        part('action', 'login') +
        part('soft_id', '7') +
        part('json', '1') +
        end,
    );
  });

  it('asks for the answer by a form without a file', async () => {
    const scope = nock(solver).post('/res.php').reply(200, 'CAPCHA_NOT_READY');
    const requests = recordRequests(scope);
    const provider = compatible(custom);
    await provider.poll({ id: '7', type: 'image' }, callContext());
    expect(requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    await provider.close?.();
  });

  it.each([
    ['too large', new Uint8Array([...png, ...new Uint8Array(110_000)]), 'task-over-limits'],
    ['a webp', 'UklGRgAAAABXRUJQ'.padEnd(400, 'A'), 'task-over-limits'],
    ['no base64', '/tmp/captcha.png ', 'task-invalid'],
  ])('sends nothing of a picture that is %s', async (_name, picture, code) => {
    const provider = compatible(twoCaptcha);
    await expect(
      provider.submit({ type: 'image', image: picture }, callContext()),
    ).rejects.toMatchObject({ code, charged: 'no' });
    await provider.close?.();
  });
});
