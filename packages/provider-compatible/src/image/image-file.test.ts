import { describe, expect, it } from 'vitest';

import { png, pngBase64 } from '../__fixtures__/account.ts';
import { imageFile } from './image-file.ts';

const picture = (head: string): string =>
  Buffer.from(head.padEnd(40, 'x'), 'latin1').toString('base64');

describe('imageFile', () => {
  it.each([
    ['bytes', png],
    ['base64', pngBase64],
    ['a data URL', `data:image/png;base64,${pngBase64}`],
    ['a data URL that calls itself something else', `data:image/gif;base64,${pngBase64}`],
    ['base64 in lines', pngBase64.replaceAll(/.{76}/g, '$&\r\n')],
    ['base64 without its padding', pngBase64.replace(/=+$/, '')],
    ['a view of a part', new Uint8Array([9, ...png, 9]).subarray(1, -1)],
  ])('makes one file of %s', (_name, image) => {
    const { bytes, ...named } = imageFile(image);
    expect(named).toEqual({ fileName: 'image.png', mediaType: 'image/png' });
    expect([...bytes]).toEqual([...png]);
  });

  it.each([
    ['\xff\xd8\xff\xe0', 'image.jpg', 'image/jpeg'],
    ['GIF89a', 'image.gif', 'image/gif'],
    ['RIFF\0\0\0\0WEBP', 'image.webp', 'image/webp'],
    ['BM', 'image.bmp', 'image/bmp'],
    ['II*\0', 'image.tiff', 'image/tiff'],
    ['\0\0\0\x1cftypavif', 'image.avif', 'image/avif'],
    ['%PDF-1.7', 'image.pdf', 'application/pdf'],
    ['<svg xmlns="x">', 'image.svg', 'image/svg+xml'],
    ['<!DOCTYPE html>', 'image.html', 'text/html'],
    ['Access denied', 'image.txt', 'text/plain'],
    ['\0???', 'image.bin', 'application/octet-stream'],
  ])('names bytes that begin with %j %s, of the type %s', (head, fileName, mediaType) => {
    expect(imageFile(picture(head))).toMatchObject({ fileName, mediaType });
  });
});
