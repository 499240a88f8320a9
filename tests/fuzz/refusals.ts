import type { ProviderErrorCode } from '@understudy/core/provider';

import type { Draw } from './draw.ts';

interface Refusal {
  readonly code: ProviderErrorCode;
  /** Whether a service takes no money for it after it accepted the task. */
  readonly isFree?: true;
}

/** Codes of the services with what they mean in the family, after protocols.md, section 4. */
const refusals: Readonly<Record<string, Refusal>> = {
  ERROR_WRONG_USER_KEY: { code: 'credentials-rejected' },
  ERROR_KEY_DOES_NOT_EXIST: { code: 'credentials-rejected' },
  ERROR_ZERO_BALANCE: { code: 'funds-exhausted' },
  ERROR_NO_SLOT_AVAILABLE: { code: 'at-capacity' },
  ERROR_CAPTCHA_UNSOLVABLE: { code: 'task-unsolvable' },
  ERROR_WRONG_CAPTCHA_ID: { code: 'ticket-lost' },
  ERROR_NO_SUCH_CAPCHA_ID: { code: 'ticket-lost' },
  ERROR_BAD_PROXY: { code: 'proxy-rejected', isFree: true },
  ERROR_PROXY_CONNECT_REFUSED: { code: 'proxy-rejected', isFree: true },
  ERROR_PAGEURL: { code: 'task-invalid', isFree: true },
  ERROR_BAD_PARAMETERS: { code: 'task-invalid', isFree: true },
  ERROR_TOKEN_EXPIRED: { code: 'task-stale' },
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: { code: 'task-over-limits', isFree: true },
  ERROR_NO_SUCH_METHOD: { code: 'task-unsupported', isFree: true },
  ERROR_SERVER_ERROR: { code: 'provider-unavailable' },
  ERROR_DUPLICATE_REPORT: { code: 'report-refused' },
  'ERROR: 1001': { code: 'rate-limited' },
  'ERROR: 1004': { code: 'address-banned' },
  MAX_USER_TURN: { code: 'rate-limited' },
  IP_BANNED: { code: 'address-banned' },
  REPORT_NOT_RECORDED: { code: 'report-refused' },
  'https://2captcha.com/blog/google-search-recaptcha': { code: 'task-invalid', isFree: true },
  notpic: { code: 'task-invalid', isFree: true },
  failed: { code: 'task-unsolvable' },
};

/** Codes that stand alone in upper case, and one that nobody knows. */
const codes = [
  'ERROR_WRONG_USER_KEY',
  'ERROR_KEY_DOES_NOT_EXIST',
  'ERROR_ZERO_BALANCE',
  'ERROR_NO_SLOT_AVAILABLE',
  'ERROR_CAPTCHA_UNSOLVABLE',
  'ERROR_CAPTCHA_UNSOLVABLE',
  'ERROR_WRONG_CAPTCHA_ID',
  'ERROR_NO_SUCH_CAPCHA_ID',
  'ERROR_BAD_PROXY',
  'ERROR_PROXY_CONNECT_REFUSED',
  'ERROR_PAGEURL',
  'ERROR_BAD_PARAMETERS',
  'ERROR_TOKEN_EXPIRED',
  'ERROR_TOO_BIG_CAPTCHA_FILESIZE',
  'ERROR_NO_SUCH_METHOD',
  'ERROR_SERVER_ERROR',
  'ERROR_DUPLICATE_REPORT',
  'ERROR_THE_MOON_IS_FULL',
] as const;

const otherCodes = [
  'ERROR: 1001',
  'ERROR: 1004',
  'MAX_USER_TURN',
  'IP_BANNED',
  'REPORT_NOT_RECORDED',
] as const;

/** A code that begins with ERROR_. */
export const drawErrorCode = (draw: Draw): string => draw.of(codes);

/** A code of whatever form. */
export const drawCode = (draw: Draw): string =>
  draw.chance(0.8) ? draw.of(codes) : draw.of(otherCodes);

/** What a code means in the family; undefined for one that nobody knows. */
export function refusalOf(rawCode: string): Refusal | undefined {
  const exact = Object.hasOwn(refusals, rawCode) ? refusals[rawCode] : undefined;
  // Services append a sentence to a code.
  const [word = ''] = /^(?:ERROR: \d+|[A-Z0-9_]+)/.exec(rawCode) ?? [];
  return exact ?? (Object.hasOwn(refusals, word) ? refusals[word] : undefined);
}

/** What the services write of an answer that is not there yet. */
export const notReadyWords = ['CAPCHA_NOT_READY', 'CAPTCHA_NOT_READY'] as const;
