import { describe, expect, it } from 'vitest';

import { png, pngBase64 } from '../__fixtures__/account.ts';
import { decodedLength, imageBase64 } from './image-base64.ts';
import { imageFault } from './image-limits.ts';

const picture = (head: string, length = 200): string =>
  Buffer.from(head.padEnd(length, 'x'), 'latin1').toString('base64');

describe('imageBase64', () => {
  it.each([
    ['bytes', png],
    ['base64', pngBase64],
    ['a data URL', `data:image/png;base64,${pngBase64}`],
    ['base64 in lines', pngBase64.replaceAll(/.{76}/g, '$&\r\n')],
    ['a view of a part', new Uint8Array([9, ...png, 9]).subarray(1, -1)],
  ])('makes one text of %s', (_name, image) => {
    expect(imageBase64(image)).toBe(pngBase64);
  });

  it('takes more bytes than a function takes arguments', () => {
    const bytes = new Uint8Array(1_000_000).fill(7);
    expect(imageBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });
});

describe('decodedLength', () => {
  it.each([1, 2, 3, 4, 100])('counts %i bytes', (length) => {
    expect(decodedLength(Buffer.alloc(length).toString('base64'))).toBe(length);
  });
});

describe('imageFault', () => {
  const limits = { minBytes: 100, maxBytes: 300, formats: ['jpeg', 'png', 'gif'] } as const;

  it.each([
    ['a png', png],
    ['a jpeg', picture('\xff\xd8\xff\xe0')],
    ['a gif', picture('GIF89a')],
    ['bytes of a format that nobody knows', picture('????')],
    ['the smallest size', picture('GIF89a', 100)],
    ['the largest size', picture('GIF89a', 300)],
  ])('lets %s pass', (_name, image) => {
    expect(imageFault(image, limits)).toBeUndefined();
  });

  it.each([
    ['too few bytes', picture('GIF89a', 99), 'it has 99 bytes, the service takes 100 and more'],
    ['too many bytes', picture('GIF89a', 301), 'it has 301 bytes, the service takes at most 300'],
    ['a webp', picture('RIFF\0\0\0\0WEBP'), 'it is webp, the service takes jpeg, png, gif'],
    ['a bmp', picture('BM'), 'it is bmp,'],
    ['an svg', picture('<svg xmlns="http://www.w3.org/2000/svg">'), 'it is svg,'],
    ['a page instead of a picture', picture('<!DOCTYPE html><html>'), 'it is html,'],
  ])('finds %s over the limits', (_name, image, reason) => {
    const fault = imageFault(image, limits);
    expect(fault?.code).toBe('task-over-limits');
    expect(fault?.reason).toContain(reason);
  });

  it.each(['not base64!', 'abcde', '/tmp/captcha.png ', 'data:image/png;base64,'])(
    'finds that %j is no base64',
    (image) => {
      expect(imageFault(image, {})).toEqual({
        code: 'task-invalid',
        reason: 'the field "image" is not base64 text',
      });
    },
  );

  it('knows no limits where a profile has none', () => {
    expect(imageFault(picture('BM', 5_000_000), {})).toBeUndefined();
  });
});
