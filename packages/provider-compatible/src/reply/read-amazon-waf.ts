import type { AmazonWafSolution, JsonValue } from '@understudy/core/provider';

import { isJsonObject } from './parse-json.ts';
import { textIn, textOf } from './read-field.ts';
import type { UnpackedAnswer } from './unpacked-answer.ts';

const cookieName = 'aws-waf-token';

/** Reads `{ captcha_voucher, existing_token }`, the cookie `aws-waf-token`, or a token alone. */
export function readAmazonWaf({ value, fields }: UnpackedAnswer): AmazonWafSolution | undefined {
  if (fields === undefined) {
    const token = textOf(value);
    return token === undefined ? undefined : { token: inCookie(token) };
  }
  const voucher = textIn(fields, ['captcha_voucher', 'voucher']);
  const existingToken = textIn(fields, ['existing_token']);
  const token = textIn(fields, ['token', 'cookie', cookieName]) ?? inCookies(fields['cookies']);
  if (voucher === undefined && existingToken === undefined && token === undefined) return undefined;
  return {
    ...(token === undefined ? {} : { token: inCookie(token) }),
    ...(voucher === undefined ? {} : { voucher }),
    ...(existingToken === undefined ? {} : { existingToken }),
  };
}

const inCookie = (text: string): string => /\baws-waf-token=([^;]+)/.exec(text)?.[1] ?? text;

const inCookies = (cookies: JsonValue | undefined): string | undefined =>
  isJsonObject(cookies) ? textIn(cookies, [cookieName]) : undefined;
