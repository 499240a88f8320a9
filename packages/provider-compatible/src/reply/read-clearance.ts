import type { ClearanceSolution, JsonValue } from '@understudy/core/provider';

import { isJsonObject, type JsonObject } from './parse-json.ts';
import { textIn } from './read-field.ts';
import type { UnpackedAnswer } from './unpacked-answer.ts';

const cookieName = 'cf_clearance';

/** What stands before a `=` and is longer is no cookie's name: a bare clearance has more than 100 characters. */
const longestName = 24;

/**
 * Reads the cookie however it is wrapped: bare, as `cf_clearance=…;user_agent=…`, or in an object, with or without
 * `cookies` around it (protocols.md, section 1.4: four sources of the vendor's, four shapes).
 */
export function readClearance({ value, fields }: UnpackedAnswer): ClearanceSolution | undefined {
  if (fields !== undefined) return inFields(fields);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const cookie = inText(text) ?? (isPair(text) ? undefined : text);
  if (!isCookieValue(cookie)) return undefined;
  const userAgent = /(?:^|;\s*)user_?agent=(.+?)(?=;\s*cf_clearance=|$)/i.exec(text)?.[1];
  return { cfClearance: cookie, ...(userAgent === undefined ? {} : { userAgent }) };
}

function inFields(fields: JsonObject): ClearanceSolution | undefined {
  const cookie = textIn(fields, [cookieName, 'cfClearance']) ?? inCookies(fields['cookies']);
  return isCookieValue(cookie) ? { cfClearance: cookie } : undefined;
}

function inCookies(cookies: JsonValue | undefined): string | undefined {
  if (isJsonObject(cookies)) return textIn(cookies, [cookieName]);
  if (typeof cookies === 'string') return inText(cookies);
  if (!Array.isArray(cookies)) return undefined;
  const cookie = cookies.filter(isJsonObject).find(({ name }) => name === cookieName);
  return cookie === undefined ? undefined : textIn(cookie, ['value']);
}

function isPair(text: string): boolean {
  const equals = text.indexOf('=');
  return equals !== -1 && equals <= longestName;
}

const inText = (text: string): string | undefined =>
  /(?:^|;\s*)cf_clearance=([^;]*)/i.exec(text)?.[1]?.trim();

/** What a cookie may hold (RFC 6265): a sentence that a service sends instead of one is none. */
const isCookieValue = (value: string | undefined): value is string =>
  value !== undefined && /^[^\s;,"\\<>]+$/.test(value);
