import type { Picture } from '@understudy/core/provider';

import { imageBase64 } from './image-base64.ts';
import { type ImageFormat, imageFormat } from './image-format.ts';

/** A picture as a file of a form. */
export interface ImageFile {
  /** Ends as the picture's format wants: services judge a file by it. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const kinds: Readonly<Record<ImageFormat, Omit<ImageFile, 'bytes'>>> = {
  png: { fileName: 'image.png', mediaType: 'image/png' },
  jpeg: { fileName: 'image.jpg', mediaType: 'image/jpeg' },
  gif: { fileName: 'image.gif', mediaType: 'image/gif' },
  webp: { fileName: 'image.webp', mediaType: 'image/webp' },
  bmp: { fileName: 'image.bmp', mediaType: 'image/bmp' },
  tiff: { fileName: 'image.tiff', mediaType: 'image/tiff' },
  avif: { fileName: 'image.avif', mediaType: 'image/avif' },
  pdf: { fileName: 'image.pdf', mediaType: 'application/pdf' },
  svg: { fileName: 'image.svg', mediaType: 'image/svg+xml' },
  html: { fileName: 'image.html', mediaType: 'text/html' },
  text: { fileName: 'image.txt', mediaType: 'text/plain' },
};

const unknown = { fileName: 'image.bin', mediaType: 'application/octet-stream' };

/** Names a picture by what its first bytes say, whatever a `data:` prefix claims. */
export function imageFile(picture: Picture): ImageFile {
  const base64 = imageBase64(picture);
  const format = imageFormat(base64);
  return {
    ...(format === undefined ? unknown : kinds[format]),
    bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  };
}
