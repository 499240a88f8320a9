import { describe, expect, it } from 'vitest';

import { png, pngBase64 } from '../__fixtures__/account.ts';
import { decodedLength, imageBase64 } from './image-base64.ts';
import type { ImageFormat } from './image-format.ts';
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
    ['bytes of a format that nobody knows', picture('\0????')],
    ['text that is a picture', picture('P3\n2 2\n255\n')],
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
  ])('finds %s over the limits', (_name, image, reason) => {
    const fault = imageFault(image, limits);
    expect(fault?.code).toBe('task-over-limits');
    expect(fault?.reason).toContain(reason);
  });

  const noPictures: readonly (readonly [ImageFormat, string])[] = [
    ['html', '<!DOCTYPE html><html><title>403 Forbidden</title>'],
    ['html', '  \n<HTML><head>'],
    ['pdf', '%PDF-1.7\n%\xe2\xe3\xcf\xd3'],
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['svg', '<?xml version="1.0"?>'],
    ['text', 'Access denied'],
    ['text', '\xef\xbb\xbf<!DOCTYPE html>'],
    ['text', Buffer.from('Доступ запрещён: слишком много запросов', 'utf8').toString('latin1')],
    ['text', '{"error":"no captcha for you"}'],
    // The head that is looked at ends amid a character.
    ['text', Buffer.from(`!${'ё'.repeat(40)}`, 'utf8').toString('latin1')],
  ];

  it.each(noPictures)(
    'finds that %s is no picture, whatever a profile says: %j',
    (format, head) => {
      for (const each of [{}, limits, { maxBytes: 51_200 }]) {
        expect(imageFault(picture(head), { ...each, field: 'images.3' })).toEqual({
          code: 'task-invalid',
          reason: `the field "images.3" is no picture: it is ${format}`,
        });
      }
    },
  );

  it('lets pass what a profile names', () => {
    for (const [format, head] of noPictures)
      expect(imageFault(picture(head), { formats: [format] })).toBeUndefined();
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
