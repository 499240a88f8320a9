import type { Picture } from '@understudy/core/provider';

/** How many bytes are turned into characters at a time: a call takes a limited number of arguments. */
const chunkBytes = 0x8000;

/** The base64 text of a picture, without a `data:` prefix and without line breaks. */
export const imageBase64 = (image: Picture): string =>
  typeof image === 'string'
    ? image.replace(/^data:[^,]*,/, '').replaceAll(/\s/g, '')
    : base64Of(image);

/** The bytes as base64 text. */
export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunkBytes));
  }
  return btoa(binary);
}

/** How many bytes a base64 text stands for. */
export const decodedLength = (base64: string): number =>
  Math.floor((base64.replace(/=+$/, '').length * 3) / 4);

export const isBase64 = (text: string): boolean =>
  /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
