import type {
  Charged,
  Operation,
  ProviderError,
  ProviderErrorCode,
} from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import type { Profile } from '../profile/profile.ts';
import { type ProfileName, profiles } from '../profile/profiles.ts';
import { failureOf } from './failure-of.ts';

interface Row {
  readonly codes: readonly string[];
  readonly code: ProviderErrorCode;
  /** `submit`, then `poll`. */
  readonly charged: readonly [Charged, Charged];
  readonly retryAfterMs?: number;
}

/** Every row of protocols.md, section 4, that a code stands in. */
const rows: readonly Row[] = [
  {
    codes: ['ERROR_WRONG_USER_KEY', 'ERROR_KEY_DOES_NOT_EXIST', 'ERROR_KEY_DENIED_ACCESS'],
    code: 'credentials-rejected',
    charged: ['no', 'yes'],
  },
  { codes: ['ERROR_IP_NOT_ALLOWED'], code: 'credentials-rejected', charged: ['no', 'yes'] },
  {
    codes: ['ERROR_ZERO_BALANCE'],
    code: 'funds-exhausted',
    charged: ['no', 'yes'],
    retryAfterMs: 60_000,
  },
  {
    codes: ['ERROR_NO_SLOT_AVAILABLE'],
    code: 'at-capacity',
    charged: ['no', 'yes'],
    retryAfterMs: 5_000,
  },
  { codes: ['ERROR: 1001'], code: 'rate-limited', charged: ['no', 'yes'], retryAfterMs: 600_000 },
  { codes: ['ERROR: 1002'], code: 'rate-limited', charged: ['no', 'yes'], retryAfterMs: 300_000 },
  { codes: ['ERROR: 1003'], code: 'rate-limited', charged: ['no', 'yes'], retryAfterMs: 30_000 },
  { codes: ['ERROR: 1004'], code: 'address-banned', charged: ['no', 'yes'], retryAfterMs: 600_000 },
  { codes: ['ERROR: 1005'], code: 'rate-limited', charged: ['no', 'yes'], retryAfterMs: 300_000 },
  { codes: ['MAX_USER_TURN'], code: 'rate-limited', charged: ['no', 'yes'], retryAfterMs: 10_000 },
  {
    codes: ['ERROR_TOO_MUCH_REQUESTS'],
    code: 'rate-limited',
    charged: ['no', 'yes'],
    retryAfterMs: 2_000,
  },
  {
    codes: ['ERROR_RATE_LIMIT'],
    code: 'rate-limited',
    charged: ['no', 'yes'],
    retryAfterMs: 5_000,
  },
  {
    codes: ['IP_BANNED', 'ERROR_IP_BANNED', 'ERROR_IP_BLOCKED'],
    code: 'address-banned',
    charged: ['no', 'yes'],
    retryAfterMs: 600_000,
  },
  {
    codes: [
      'ERROR_SERVER_ERROR',
      'ERROR_INTERNAL_SERVER_ERROR',
      'ERROR_SERVICE_UNAVALIABLE',
      'ERROR_SERVICE_NOT_AVAILABLE',
    ],
    code: 'provider-unavailable',
    charged: ['unknown', 'yes'],
    retryAfterMs: 10_000,
  },
  {
    codes: [
      'ERROR_CAPTCHA_UNSOLVABLE',
      'ERROR_TASK_TIMEOUT',
      'ERROR_RECAPTCHA_TIMEOUT',
      'ERROR_FAILED_LOADING_WIDGET',
      'ERROR_BAD_DUPLICATES',
    ],
    code: 'task-unsolvable',
    charged: ['no', 'no'],
  },
  {
    codes: [
      'ERROR_CAPTCHAIMAGE_BLOCKED',
      'TOO_MANY_BAD_IMAGES',
      'ERROR_PAGEURL',
      'ERROR_GOOGLEKEY',
      'ERROR_WRONG_GOOGLEKEY',
      'ERROR_BAD_TOKEN_OR_PAGEURL',
      'ERROR_RECAPTCHA_INVALID_SITEKEY',
      'ERROR_RECAPTCHA_INVALID_DOMAIN',
      'ERROR_BAD_PARAMETERS',
      'ERROR_TASK_PROPERTY_EMPTY',
      'ERROR_INVALID_TASK',
      'ERROR_INVALID_TASK_DATA',
      'ERROR_BAD_REQUEST',
      'ERROR_CAPTCHA_ID',
      'https://2captcha.com/blog/google-search-recaptcha',
      'ERROR_UPLOAD',
      'ERROR_EMPTY_CAPTCHA',
      'ERROR_WRONG_USERAGENT',
    ],
    code: 'task-invalid',
    charged: ['no', 'no'],
  },
  {
    codes: [
      'ERROR_ZERO_CAPTCHA_FILESIZE',
      'ERROR_TOO_BIG_CAPTCHA_FILESIZE',
      'ERROR_WRONG_FILE_EXTENSION',
      'ERROR_IMAGE_TYPE_NOT_SUPPORTED',
    ],
    code: 'task-over-limits',
    charged: ['no', 'no'],
  },
  { codes: ['ERROR_TOKEN_EXPIRED'], code: 'task-stale', charged: ['no', 'yes'] },
  {
    codes: [
      'ERROR_NO_SUCH_METHOD',
      'ERROR_TASK_NOT_SUPPORTED',
      'ERROR_WRONG_METHOD',
      'ERROR_TASK_ABSENT',
      'ERROR_DOMAIN_NOT_ALLOWED',
      'ERROR_FUNCAPTCHA_NOT_ALLOWED',
    ],
    code: 'task-unsupported',
    charged: ['no', 'no'],
  },
  {
    codes: [
      'ERROR_BAD_PROXY',
      'ERROR_PROXY_CONNECT_REFUSED',
      'ERROR_PROXY_CONNECTION_FAILED',
      'ERROR_PROXY_MISSING',
      'ERROR_PROXY_BANNED',
    ],
    code: 'proxy-rejected',
    charged: ['no', 'no'],
  },
  {
    codes: [
      'ERROR_WRONG_ID_FORMAT',
      'ERROR_WRONG_CAPTCHA_ID',
      'WRONG_CAPTCHA_ID',
      'ERROR_NO_SUCH_CAPCHA_ID',
      'ERROR_TASKID_INVALID',
      'ERROR_TASK_NOT_FOUND',
    ],
    code: 'ticket-lost',
    charged: ['no', 'yes'],
  },
  {
    codes: ['ERROR_EMPTY_ACTION', 'ERROR_WRONG_ACTION', 'ERROR_IP_ADDRES', 'ERROR_NOBODY_KNOWS'],
    code: 'unclassified',
    charged: ['no', 'yes'],
  },
  {
    codes: ['REPORT_NOT_RECORDED', 'ERROR_REPORT_NOT_RECORDED', 'ERROR_DUPLICATE_REPORT'],
    code: 'report-refused',
    charged: ['no', 'yes'],
  },
];

/** Where a service differs from its family. */
const exceptions: { readonly [Name in ProfileName]?: (row: Row) => Row } = {
  'anti-captcha': (row) =>
    row.code === 'task-unsolvable' ? { ...row, charged: ['no', 'yes'] } : row,
  rucaptcha: (row) => (row.codes.includes('IP_BANNED') ? { ...row, retryAfterMs: 3_600_000 } : row),
};

/** Of the address bans only these two are an hour at rucaptcha. */
const isFamilys = (name: ProfileName, rawCode: string): boolean =>
  name === 'rucaptcha' && rawCode === 'ERROR_IP_BLOCKED';

const names = Object.keys(profiles) as readonly ProfileName[];

const cases = names.flatMap((name) =>
  rows.flatMap((row) =>
    row.codes.map((rawCode) => {
      const expected = isFamilys(name, rawCode) ? row : (exceptions[name]?.(row) ?? row);
      return [name, rawCode, expected] as const;
    }),
  ),
);

const failureAt = (
  reading: Profile,
  failed: { rawCode: string; operation: Operation },
): ProviderError =>
  failureOf({
    reply: { status: 'refused', rawCode: failed.rawCode },
    response: { status: 200, headers: {}, body: '' },
    reading,
    providerId: 'backup',
    operation: failed.operation,
    secrets: [],
    nowEpochMs: 1_800_000_000_000,
  });

describe('the codes of each profile', () => {
  it.each(cases)('%s: %s', (name, rawCode, { code, charged, retryAfterMs }) => {
    const submit = failureAt(profiles[name], { rawCode, operation: 'submit' });
    const poll = failureAt(profiles[name], { rawCode, operation: 'poll' });
    const read = ({ code: ours, retryAfterMs: wait }: ProviderError): unknown => [ours, wait];
    expect(read(submit)).toEqual([code, retryAfterMs]);
    expect(read(poll)).toEqual([code, retryAfterMs]);
    expect([submit.charged, poll.charged]).toEqual(charged);
    expect(failureAt(profiles[name], { rawCode, operation: 'report' }).charged).toBe('no');
  });
});
