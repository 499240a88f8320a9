import type { Charged, ProviderErrorCode } from '@understudy/core/provider';

/** What the columns FO and BRK of protocols.md, section 4, ask for. */
export interface Demand {
  /**
   * May the task fail over? `once` per task, by the policy for maybe accepted submits, only with another proxy, only
   * with a fresh challenge. `stays` with its ticket: a poll has nothing to fail over from.
   */
  readonly failsOver: 'yes' | 'no' | 'once' | 'by-policy' | 'another-proxy' | 'fresh' | 'stays';
  /**
   * What it counts for: nothing, little (the task type alone), the breaker; or the account at once, by a latch, by a
   * rest of the time that the service asks for, by fewer slots, or by the task type that it does not know.
   */
  readonly counts: 'no' | 'light' | 'breaker' | 'latch' | 'rest' | 'slots' | 'task-type';
}

/** How a call has to end. */
export interface Ending extends Demand {
  readonly code: ProviderErrorCode;
  readonly charged: Charged;
  readonly retryAfterMs?: number;
}

/** One line of the table: what the words of its first column lead to, by the call that they answer. */
export interface Line {
  readonly words: readonly string[];
  readonly submit: Ending;
  readonly poll: Ending;
}

interface Endings extends Omit<Ending, 'charged'> {
  /** `submit`, then `poll`. */
  readonly charged: readonly [Charged, Charged];
  /** Where a poll leads elsewhere than a submit. */
  readonly onPoll?: Partial<Demand>;
}

const line = (words: readonly string[], { charged, onPoll, ...both }: Endings): Line => ({
  words,
  submit: { ...both, charged: charged[0] },
  poll: { ...both, ...onPoll, charged: charged[1] },
});

/** A refused submit is free, and a poll says nothing about the money of a task that was accepted. */
const untouched = ['no', 'yes'] as const;
/** Column "bill": no, also for a task that was accepted. */
const free = ['no', 'no'] as const;

const latched = { failsOver: 'yes', counts: 'latch', charged: untouched } as const;
const rest = {
  code: 'rate-limited',
  failsOver: 'yes',
  counts: 'rest',
  charged: untouched,
  onPoll: { failsOver: 'stays' },
} as const;

/**
 * Section 4 by hand, word by word. Where the plan is more exact than the section, it wins and a comment says so; what
 * single services do otherwise is in `deviations.ts`.
 */
export const section4: readonly Line[] = [
  line(['ERROR_WRONG_USER_KEY', 'ERROR_KEY_DOES_NOT_EXIST', 'ERROR_KEY_DENIED_ACCESS'], {
    code: 'credentials-rejected',
    ...latched,
  }),
  line(['ERROR_ZERO_BALANCE'], { code: 'funds-exhausted', ...latched, retryAfterMs: 60_000 }),
  // The plan (section 5, 8): a full provider overflows and never opens a breaker.
  line(['ERROR_NO_SLOT_AVAILABLE'], {
    code: 'at-capacity',
    failsOver: 'yes',
    counts: 'slots',
    charged: untouched,
    retryAfterMs: 5_000,
    onPoll: { failsOver: 'stays', counts: 'rest' },
  }),
  line(['ERROR: 1001'], { ...rest, retryAfterMs: 600_000 }),
  line(['ERROR: 1002'], { ...rest, retryAfterMs: 300_000 }),
  line(['ERROR: 1003'], { ...rest, retryAfterMs: 30_000 }),
  line(['ERROR: 1004'], { code: 'address-banned', ...latched, retryAfterMs: 600_000 }),
  line(['ERROR: 1005'], { ...rest, retryAfterMs: 300_000 }),
  line(['MAX_USER_TURN'], { ...rest, retryAfterMs: 10_000 }),
  line(['ERROR_TOO_MUCH_REQUESTS'], { ...rest, retryAfterMs: 2_000 }),
  line(['ERROR_RATE_LIMIT'], { ...rest, retryAfterMs: 5_000 }),
  line(['IP_BANNED', 'ERROR_IP_BANNED', 'ERROR_IP_BLOCKED'], {
    code: 'address-banned',
    ...latched,
    retryAfterMs: 600_000,
  }),
  line(['ERROR_IP_NOT_ALLOWED'], { code: 'credentials-rejected', ...latched }),
  line(
    [
      'ERROR_SERVER_ERROR',
      'ERROR_INTERNAL_SERVER_ERROR',
      'ERROR_SERVICE_UNAVALIABLE',
      'ERROR_SERVICE_NOT_AVAILABLE',
    ],
    {
      code: 'provider-unavailable',
      failsOver: 'by-policy',
      counts: 'breaker',
      charged: ['unknown', 'yes'],
      retryAfterMs: 10_000,
      onPoll: { failsOver: 'stays' },
    },
  ),
  line(['ERROR_CAPTCHA_UNSOLVABLE'], {
    code: 'task-unsolvable',
    failsOver: 'yes',
    counts: 'light',
    charged: free,
  }),
  line(['ERROR_TASK_TIMEOUT', 'ERROR_RECAPTCHA_TIMEOUT', 'ERROR_FAILED_LOADING_WIDGET'], {
    code: 'task-unsolvable',
    failsOver: 'yes',
    counts: 'light',
    charged: free,
  }),
  // The column says "no"; `light` is written down and read by nobody today.
  line(['ERROR_BAD_DUPLICATES'], {
    code: 'task-unsolvable',
    failsOver: 'yes',
    counts: 'light',
    charged: free,
  }),
  line(['ERROR_CAPTCHAIMAGE_BLOCKED', 'TOO_MANY_BAD_IMAGES'], {
    code: 'task-invalid',
    failsOver: 'no',
    counts: 'no',
    charged: free,
  }),
  line(
    [
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
    ],
    { code: 'task-invalid', failsOver: 'no', counts: 'no', charged: free },
  ),
  // The plan: `task-over-limits` is this provider's size or format limit, and fails over.
  line(
    [
      'ERROR_ZERO_CAPTCHA_FILESIZE',
      'ERROR_TOO_BIG_CAPTCHA_FILESIZE',
      'ERROR_WRONG_FILE_EXTENSION',
      'ERROR_IMAGE_TYPE_NOT_SUPPORTED',
    ],
    { code: 'task-over-limits', failsOver: 'yes', counts: 'no', charged: free },
  ),
  line(['ERROR_UPLOAD', 'ERROR_EMPTY_CAPTCHA'], {
    code: 'task-invalid',
    failsOver: 'no',
    counts: 'no',
    charged: free,
  }),
  line(['ERROR_TOKEN_EXPIRED'], {
    code: 'task-stale',
    failsOver: 'fresh',
    counts: 'no',
    charged: untouched,
  }),
  line(
    ['ERROR_NO_SUCH_METHOD', 'ERROR_TASK_NOT_SUPPORTED', 'ERROR_WRONG_METHOD', 'ERROR_TASK_ABSENT'],
    {
      code: 'task-unsupported',
      failsOver: 'yes',
      counts: 'task-type',
      charged: free,
      onPoll: { counts: 'no' },
    },
  ),
  // "Mark kind(/domain) unsupported": the router remembers types, and a forbidden domain is none.
  line(['ERROR_DOMAIN_NOT_ALLOWED', 'ERROR_FUNCAPTCHA_NOT_ALLOWED'], {
    code: 'task-over-limits',
    failsOver: 'yes',
    counts: 'no',
    charged: free,
  }),
  line(
    [
      'ERROR_BAD_PROXY',
      'ERROR_PROXY_CONNECT_REFUSED',
      'ERROR_PROXY_CONNECT_TIMEOUT',
      'ERROR_PROXY_READ_TIMEOUT',
      'ERROR_PROXY_BANNED',
      'ERROR_PROXY_TRANSPARENT',
      'ERROR_PROXY_CONNECTION_FAILED',
      'ERROR_PROXY_MISSING',
    ],
    { code: 'proxy-rejected', failsOver: 'another-proxy', counts: 'no', charged: free },
  ),
  line(['ERROR_WRONG_USERAGENT'], {
    code: 'task-over-limits',
    failsOver: 'yes',
    counts: 'no',
    charged: free,
  }),
  line(['ERROR_WRONG_ID_FORMAT', 'ERROR_EMPTY_ACTION', 'ERROR_WRONG_ACTION'], {
    code: 'task-invalid',
    failsOver: 'no',
    counts: 'no',
    charged: untouched,
  }),
  // A submit has no id: whatever it is that such a reply answers, the task may have been accepted.
  line(
    [
      'ERROR_WRONG_CAPTCHA_ID',
      'WRONG_CAPTCHA_ID',
      'ERROR_NO_SUCH_CAPCHA_ID',
      'ERROR_TASKID_INVALID',
      'ERROR_TASK_NOT_FOUND',
    ],
    {
      code: 'ticket-lost',
      failsOver: 'by-policy',
      counts: 'breaker',
      charged: untouched,
      onPoll: { failsOver: 'yes', counts: 'light' },
    },
  ),
  // "n/a": the task is as good as before, at another service or without the callback URL.
  line(['ERROR_IP_ADDRES'], {
    code: 'task-over-limits',
    failsOver: 'yes',
    counts: 'no',
    charged: free,
  }),
  line(['REPORT_NOT_RECORDED', 'ERROR_REPORT_NOT_RECORDED', 'ERROR_DUPLICATE_REPORT'], {
    code: 'report-refused',
    failsOver: 'stays',
    counts: 'no',
    charged: untouched,
  }),
  line(['ERROR_NOBODY_KNOWS', 'SOME_NEW_WORD'], {
    code: 'unclassified',
    failsOver: 'once',
    counts: 'breaker',
    charged: untouched,
    onPoll: { failsOver: 'stays' },
  }),
];
