import type { Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { callContext } from './__fixtures__/call-context.ts';
import { type RecordedRequest, recordRequests } from './__fixtures__/record-requests.ts';
import { captchaai } from './captchaai.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const pageUrl = 'https://shop.example/login';
const gif = Buffer.from(`GIF89a\r\n\0\xff${'x'.repeat(300)}`, 'latin1');
const image = { type: 'image', image: gif.toString('base64'), characters: 'digits' } as const;
const grid = { type: 'grid', image: gif, instructions: 'buses', rows: 4, columns: 3 } as const;

const boundary = 'form-data-00000000';
const part = (name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file =
  `--${boundary}\r\n` +
  'Content-Disposition: form-data; name="file"; filename="image.gif"\r\n' +
  `Content-Type: image/gif\r\n\r\n${gif.toString('latin1')}\r\n--${boundary}--\r\n`;

interface Sent {
  readonly task: Task;
  readonly path: '/in.php' | '/solve.php';
  readonly syncImages?: boolean;
}

const sent = async ({ task, path, syncImages = false }: Sent): Promise<RecordedRequest> => {
  const scope = nock('https://ocr.captchaai.com').post(path).reply(200, 'OK|75012345');
  const requests = recordRequests(scope);
  const provider = captchaai({ apiKey, imagesBy: 'file', syncImages });
  await provider.submit(task, callContext());
  await provider.close?.();
  const [request] = requests;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
};

describe('captchaai with imagesBy file', () => {
  it.each<[Sent, string]>([
    [
      { task: image, path: '/in.php' },
      part('key', apiKey) + part('method', 'post') + part('numeric', '1') + part('json', '1'),
    ],
    [
      { task: image, path: '/solve.php', syncImages: true },
      part('key', apiKey) + part('method', 'post') + part('numeric', '1') + part('json', '1'),
    ],
    [
      { task: grid, path: '/in.php', syncImages: true },
      part('key', apiKey) +
        part('method', 'post') +
        part('img_type', 'recaptcha') +
        part('instructions', 'buses') +
        part('grid_size', '4x3') +
        part('json', '1'),
    ],
  ])('sends $task.type as a file to $path', async (what, fields) => {
    const request = await sent(what);
    expect(request.headers['content-type']).toBe(`multipart/form-data; boundary=${boundary}`);
    // nock shows bytes that are no text in hexadecimal.
    expect(Buffer.from(request.body, 'hex').toString('latin1')).toBe(`${fields}${file}`);
  });

  it('takes what solve.php replies for the answer', async () => {
    nock('https://ocr.captchaai.com').post('/solve.php').reply(200, 'OK|w9H5k');
    const provider = captchaai({ apiKey, imagesBy: 'file', syncImages: true });
    await expect(provider.submit(image, callContext())).resolves.toMatchObject({
      status: 'solved',
      solution: { type: 'image', text: 'w9H5k' },
    });
    await provider.close?.();
  });

  it('sends everything else as before', async () => {
    const token = await sent({
      task: { type: 'turnstile', siteKey: '0x4AAA', pageUrl },
      path: '/in.php',
    });
    expect(token.body).toBe(
      `key=${apiKey}&method=turnstile&sitekey=0x4AAA&pageurl=https%3A%2F%2Fshop.example%2Flogin&json=1`,
    );
    const images = Array.from({ length: 9 }, () => gif);
    const bls = await sent({ task: { type: 'bls', images, instructions: '7' }, path: '/in.php' });
    expect(bls.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(new URLSearchParams(bls.body).get('image_base64_9')).toBe(gif.toString('base64'));
  });

  it('sends no picture over the limits', async () => {
    const provider = captchaai({ apiKey, imagesBy: 'file' });
    const large = { type: 'image', image: Buffer.concat([gif, Buffer.alloc(1_048_576)]) } as const;
    await expect(provider.submit(large, callContext())).rejects.toMatchObject({
      code: 'task-over-limits',
      charged: 'no',
    });
    await provider.close?.();
  });
});
