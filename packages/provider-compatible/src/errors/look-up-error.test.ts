import type { ProviderErrorCode } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { errorTable } from './error-table.ts';
import { lookUpError } from './look-up-error.ts';

/** Every code of protocols.md, sections 1.8, 2.1, 3.3 and 4, by the meaning that the plan gives it. */
const codes: { readonly [Code in ProviderErrorCode]?: readonly string[] } = {
  'credentials-rejected': [
    'ERROR_WRONG_USER_KEY',
    'ERROR_KEY_DOES_NOT_EXIST',
    'ERROR_KEY_DENIED_ACCESS',
    'ERROR_IP_NOT_ALLOWED',
  ],
  'funds-exhausted': ['ERROR_ZERO_BALANCE'],
  'at-capacity': ['ERROR_NO_SLOT_AVAILABLE'],
  'rate-limited': [
    'ERROR: 1001',
    'ERROR: 1002',
    'ERROR: 1003',
    'ERROR: 1005',
    'MAX_USER_TURN',
    'ERROR_TOO_MUCH_REQUESTS',
    'ERROR_RATE_LIMIT',
  ],
  'address-banned': ['ERROR: 1004', 'IP_BANNED', 'ERROR_IP_BANNED', 'ERROR_IP_BLOCKED'],
  'provider-unavailable': [
    'ERROR_SERVER_ERROR',
    'ERROR_INTERNAL_SERVER_ERROR',
    'ERROR_SERVICE_UNAVALIABLE',
    'ERROR_SERVICE_UNAVAILABLE',
    'ERROR_SERVICE_NOT_AVAILABLE',
    'ERROR_SETTLEMENT_FAILED',
  ],
  'task-unsolvable': [
    'ERROR_CAPTCHA_UNSOLVABLE',
    'ERROR_TASK_TIMEOUT',
    'ERROR_RECAPTCHA_TIMEOUT',
    'ERROR_FAILED_LOADING_WIDGET',
    'ERROR_BAD_DUPLICATES',
    'ERROR_UNKNOWN_QUESTION',
    'failed',
  ],
  'task-invalid': [
    'ERROR_CAPTCHAIMAGE_BLOCKED',
    'TOO_MANY_BAD_IMAGES',
    'ERROR_PAGEURL',
    'ERROR_GOOGLEKEY',
    'ERROR_WRONG_GOOGLEKEY',
    'ERROR_BAD_TOKEN_OR_PAGEURL',
    'ERROR_RECAPTCHA_INVALID_SITEKEY',
    'ERROR_RECAPTCHA_INVALID_DOMAIN',
    'ERROR_RECAPTCHA_OLD_BROWSER',
    'ERROR_INVISIBLE_RECAPTCHA',
    'ERROR_BAD_PARAMETERS',
    'ERROR_MISSING_FIELDS',
    'ERROR_TASK_PROPERTY_EMPTY',
    'ERROR_INVALID_TASK',
    'ERROR_INVALID_TASK_DATA',
    'ERROR_BAD_REQUEST',
    'ERROR_CAPTCHA_ID',
    'ERROR_EMPTY_COMMENT',
    'ERROR_INCORRECT_SESSION_DATA',
    'ERROR_UPLOAD',
    'ERROR_EMPTY_CAPTCHA',
    'ERROR_INVALID_IMAGE',
    'ERROR_PARSE_IMAGE_FAIL',
    'https://2captcha.com/blog/google-search-recaptcha',
    'ERROR_WRONG_ID_FORMAT',
    'ERROR_EMPTY_ACTION',
    'ERROR_WRONG_ACTION',
  ],
  'task-over-limits': [
    'ERROR_TOO_BIG_CAPTCHA_FILESIZE',
    'ERROR_ZERO_CAPTCHA_FILESIZE',
    'ERROR_WRONG_FILE_EXTENSION',
    'ERROR_IMAGE_TYPE_NOT_SUPPORTED',
    'ERROR_DOMAIN_NOT_ALLOWED',
    'ERROR_FUNCAPTCHA_NOT_ALLOWED',
    'ERROR_WRONG_USERAGENT',
    'ERROR_IP_ADDRES',
  ],
  'task-stale': ['ERROR_TOKEN_EXPIRED'],
  'task-unsupported': [
    'ERROR_NO_SUCH_METHOD',
    'ERROR_WRONG_METHOD',
    'ERROR_TASK_NOT_SUPPORTED',
    'ERROR_TASK_ABSENT',
    'ERROR_FACTORY_TASK_NOT_FOUND',
  ],
  'proxy-rejected': [
    'ERROR_BAD_PROXY',
    'ERROR_PROXY_CONNECT_REFUSED',
    'ERROR_PROXY_CONNECT_TIMEOUT',
    'ERROR_PROXY_READ_TIMEOUT',
    'ERROR_PROXY_BANNED',
    'ERROR_PROXY_TRANSPARENT',
    'ERROR_PROXY_HAS_NO_IMAGE_SUPPORT',
    'ERROR_PROXY_INCOMPATIBLE_HTTP_VERSION',
    'ERROR_PROXY_NOT_AUTHORISED',
    'ERROR_PROXY_CREDENTIALS_INVALID_CHARACTER',
    'ERROR_PROXY_CONNECTION_FAILED',
    'ERROR_PROXY_MISSING',
  ],
  'ticket-lost': [
    'ERROR_WRONG_CAPTCHA_ID',
    'WRONG_CAPTCHA_ID',
    'ERROR_NO_SUCH_CAPCHA_ID',
    'ERROR_TASKID_INVALID',
    'ERROR_TASK_NOT_FOUND',
  ],
  'report-refused': ['REPORT_NOT_RECORDED', 'ERROR_REPORT_NOT_RECORDED', 'ERROR_DUPLICATE_REPORT'],
};

const cases = Object.entries(codes).flatMap(([code, words]) =>
  words.map((word) => [word, code] as const),
);

describe('lookUpError', () => {
  it.each(cases)('reads %s as %s', (word, code) => {
    expect(lookUpError(word)?.code).toBe(code);
  });

  it('leaves no entry of the table untested', () => {
    const tested = cases.map(([word]) =>
      word.startsWith('https:') ? 'GOOGLE-SEARCH-RECAPTCHA' : word.toUpperCase(),
    );
    expect(Object.keys(errorTable).filter((word) => !tested.includes(word))).toEqual([]);
  });

  it.each([
    ['ERROR: 1001', 600_000],
    ['ERROR: 1002', 300_000],
    ['ERROR: 1003', 30_000],
    ['ERROR: 1004', 600_000],
    ['ERROR: 1005', 300_000],
    ['MAX_USER_TURN', 10_000],
    ['IP_BANNED', 600_000],
    ['ERROR_NO_SLOT_AVAILABLE', 5_000],
    ['ERROR_ZERO_BALANCE', 60_000],
    ['ERROR_TOO_MUCH_REQUESTS', 2_000],
    ['ERROR_RATE_LIMIT', 5_000],
    ['ERROR_SERVER_ERROR', 10_000],
  ])('knows how long %s asks to be left alone', (word, retryAfterMs) => {
    expect(lookUpError(word)?.retryAfterMs).toBe(retryAfterMs);
  });

  it.each([
    'error_zero_balance',
    ' ERROR_ZERO_BALANCE\n',
    'ERROR_ZERO_BALANCE: top up',
    'ERROR_ZERO_BALANCE|0',
  ])('recognises %j', (word) => {
    expect(lookUpError(word)?.code).toBe('funds-exhausted');
  });

  it.each(['ERROR:1004', 'ERROR 1004', 'ERROR: 1004 '])('recognises %j', (word) => {
    expect(lookUpError(word)?.code).toBe('address-banned');
  });

  it.each(['ERROR_NOBODY_KNOWS', 'ERROR: 1999', '', 'toString', '__proto__', 'constructor'])(
    'knows nothing of %j',
    (word) => {
      expect(lookUpError(word)).toBeUndefined();
    },
  );

  it("prefers the profile's meaning", () => {
    const overrides = { ERROR_ZERO_BALANCE: { code: 'at-capacity' } } as const;
    expect(lookUpError('ERROR_ZERO_BALANCE', overrides)?.code).toBe('at-capacity');
    expect(lookUpError('ERROR_PAGEURL', overrides)?.code).toBe('task-invalid');
  });
});
