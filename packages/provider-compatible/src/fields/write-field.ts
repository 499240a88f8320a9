import type { ImageTask, JsonValue, Picture, Proxy } from '@understudy/core/provider';

import { base64Of, imageBase64 } from '../image/image-base64.ts';
import type { FieldEncoder, Parameters } from './field-encoder.ts';

/** The value as it is, under the service's name for it. */
export const as =
  (name: string): FieldEncoder<JsonValue> =>
  (value) => ({ [name]: value });

/** `1` when set: the way of in.php. */
export const flag =
  (name: string): FieldEncoder<boolean> =>
  (isSet) =>
    isSet ? { [name]: 1 } : {};

/** The action of a reCAPTCHA v2: only the enterprise edition has any, and leaving it out of another changes nothing. */
export const enterpriseAction =
  (name: string): FieldEncoder<string, { readonly enterprise?: boolean | undefined }> =>
  (action, { enterprise }) =>
    enterprise === true ? { [name]: action } : {};

/** The picture as base64 text. */
export const picture =
  (name: string): FieldEncoder<Uint8Array | string> =>
  (image) => ({ [name]: imageBase64(image) });

/** The text's bytes in UTF-8, as base64. */
export const utf8Base64 =
  (name: string): FieldEncoder<string> =>
  (text) => ({ [name]: base64Of(new TextEncoder().encode(text)) });

/** Each entry as `name[key]`: how forms nest. */
export const nested =
  (name: string): FieldEncoder<Readonly<Record<string, JsonValue>>> =>
  (entries) =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [`${name}[${key}]`, value]));

/** The pictures as base64 text, numbered from 1: `name1`, `name2` and so on. */
export const numberedPictures =
  (name: string): FieldEncoder<readonly Picture[]> =>
  (images) =>
    Object.fromEntries(images.map((image, index) => [`${name}${index + 1}`, imageBase64(image)]));

const characterClasses = {
  any: 0,
  digits: 1,
  letters: 2,
  'digits-or-letters': 3,
  'digits-and-letters': 4,
} as const satisfies Record<NonNullable<ImageTask['characters']>, number>;

/** Both dialects number the classes alike, and call them `numeric`. */
export const characterClass: FieldEncoder<NonNullable<ImageTask['characters']>> = (characters) => ({
  numeric: characterClasses[characters],
});

/** `proxy=login:password@host:port`, `proxytype=HTTP`: the way of in.php. */
export function proxyText({ type, host, port, username = '', password = '' }: Proxy): Parameters {
  const credentials = username === '' && password === '' ? '' : `${username}:${password}@`;
  return { proxy: `${credentials}${host}:${port}`, proxytype: type.toUpperCase() };
}

/** `proxyType`, `proxyAddress` and so on: the way of createTask. */
export const proxyParts = ({ type, host, port, username, password }: Proxy): Parameters => ({
  proxyType: type,
  proxyAddress: host,
  proxyPort: port,
  ...(username === undefined ? {} : { proxyLogin: username }),
  ...(password === undefined ? {} : { proxyPassword: password }),
});

/** For a field that is written by another one's encoder, or outside the task's parameters. */
export const writtenElsewhere = (): Parameters => ({});

/**
 * For a field that helps other services only: leaving it out changes nothing of the answer, and a task with it stays
 * one for all services of its type.
 */
export const unneeded = (): Parameters => ({});
