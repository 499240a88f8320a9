import type { ErrorTable } from './error-meaning.ts';

/** A failure for which services take no money, even after they accepted the task (protocols.md, section 4, "bill"). */
const isFreeOnPoll = { charged: { poll: 'no' } } as const;

const keyRejected = { code: 'credentials-rejected' } as const;
const callersMistake = { code: 'task-invalid', ...isFreeOnPoll } as const;
const overLimits = { code: 'task-over-limits', ...isFreeOnPoll } as const;
/**
 * A service that did not understand the call itself will not understand the next one, nor will its ticket be found
 * elsewhere: nothing is bought anew for what only a change of the client, or of the profile, can mend.
 */
const clientsMistake = {
  code: 'task-invalid',
  advice: 'the service did not understand the call itself: correct the profile, or report a bug',
} as const;
const unsupported = { code: 'task-unsupported', ...isFreeOnPoll } as const;
const proxyRejected = { code: 'proxy-rejected', ...isFreeOnPoll } as const;
const unsolvable = { code: 'task-unsolvable' } as const;
const ticketLost = { code: 'ticket-lost' } as const;
const reportRefused = { code: 'report-refused' } as const;
const unavailable = { code: 'provider-unavailable', retryAfterMs: 10_000 } as const;
const addressBanned = { code: 'address-banned', retryAfterMs: 600_000 } as const;
const busy = { code: 'at-capacity', retryAfterMs: 5_000 } as const;
const rateLimited = { code: 'rate-limited', retryAfterMs: 5_000 } as const;

/**
 * What the codes of both dialects mean where a profile says nothing else. No code means one thing in one dialect and
 * another in the other, hence one table.
 */
export const errorTable = {
  ERROR_WRONG_USER_KEY: keyRejected,
  ERROR_KEY_DOES_NOT_EXIST: keyRejected,
  ERROR_KEY_DENIED_ACCESS: keyRejected,
  ERROR_IP_NOT_ALLOWED: keyRejected,
  ERROR_ZERO_BALANCE: { code: 'funds-exhausted', retryAfterMs: 60_000 },
  // Not billing as such: a task that could not be accounted for.
  ERROR_SETTLEMENT_FAILED: unavailable,

  ERROR_NO_SLOT_AVAILABLE: busy,
  ERROR_RATE_LIMIT: rateLimited,
  ERROR_TOO_MUCH_REQUESTS: { code: 'rate-limited', retryAfterMs: 2_000 },
  MAX_USER_TURN: { code: 'rate-limited', retryAfterMs: 10_000 },
  // 120 ERROR_NO_SLOT_AVAILABLE within a minute.
  'ERROR: 1001': { code: 'rate-limited', retryAfterMs: 600_000 },
  // 120 ERROR_ZERO_BALANCE within a minute.
  'ERROR: 1002': { code: 'rate-limited', retryAfterMs: 300_000 },
  // The account's own queue is too long.
  'ERROR: 1003': { code: 'rate-limited', retryAfterMs: 30_000 },
  // Five calls with a wrong key: the address is blocked.
  'ERROR: 1004': addressBanned,
  // Too many polls.
  'ERROR: 1005': { code: 'rate-limited', retryAfterMs: 300_000 },
  IP_BANNED: addressBanned,
  ERROR_IP_BANNED: addressBanned,
  ERROR_IP_BLOCKED: addressBanned,

  ERROR_SERVER_ERROR: unavailable,
  ERROR_INTERNAL_SERVER_ERROR: unavailable,
  ERROR_SERVICE_UNAVALIABLE: unavailable,
  ERROR_SERVICE_UNAVAILABLE: unavailable,
  ERROR_SERVICE_NOT_AVAILABLE: unavailable,

  ERROR_CAPTCHA_UNSOLVABLE: unsolvable,
  ERROR_BAD_DUPLICATES: unsolvable,
  ERROR_TASK_TIMEOUT: unsolvable,
  ERROR_RECAPTCHA_TIMEOUT: unsolvable,
  ERROR_FAILED_LOADING_WIDGET: unsolvable,
  ERROR_UNKNOWN_QUESTION: unsolvable,
  // The `status` of a getTaskResult that names no code.
  FAILED: unsolvable,

  ERROR_PAGEURL: callersMistake,
  ERROR_GOOGLEKEY: callersMistake,
  ERROR_WRONG_GOOGLEKEY: callersMistake,
  ERROR_BAD_TOKEN_OR_PAGEURL: callersMistake,
  ERROR_BAD_PARAMETERS: callersMistake,
  ERROR_MISSING_FIELDS: callersMistake,
  ERROR_TASK_PROPERTY_EMPTY: callersMistake,
  ERROR_INVALID_TASK: callersMistake,
  ERROR_INVALID_TASK_DATA: callersMistake,
  ERROR_BAD_REQUEST: callersMistake,
  ERROR_CAPTCHA_ID: callersMistake,
  ERROR_EMPTY_COMMENT: callersMistake,
  ERROR_INCORRECT_SESSION_DATA: callersMistake,
  ERROR_RECAPTCHA_INVALID_SITEKEY: callersMistake,
  ERROR_RECAPTCHA_INVALID_DOMAIN: callersMistake,
  ERROR_RECAPTCHA_OLD_BROWSER: callersMistake,
  ERROR_INVISIBLE_RECAPTCHA: callersMistake,
  ERROR_UPLOAD: callersMistake,
  ERROR_EMPTY_CAPTCHA: callersMistake,
  ERROR_INVALID_IMAGE: callersMistake,
  ERROR_PARSE_IMAGE_FAIL: callersMistake,
  ERROR_CAPTCHAIMAGE_BLOCKED: callersMistake,
  TOO_MANY_BAD_IMAGES: callersMistake,
  // What 2captcha answers when `data-s` is missing: the address of a page instead of a code.
  'GOOGLE-SEARCH-RECAPTCHA': callersMistake,
  ERROR_TOKEN_EXPIRED: { code: 'task-stale' },

  ERROR_TOO_BIG_CAPTCHA_FILESIZE: overLimits,
  ERROR_ZERO_CAPTCHA_FILESIZE: overLimits,
  ERROR_WRONG_FILE_EXTENSION: overLimits,
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: overLimits,
  // One domain is forbidden, not the type of task: `task-unsupported` would keep the tasks of every other domain away
  // for hours.
  ERROR_DOMAIN_NOT_ALLOWED: overLimits,
  ERROR_FUNCAPTCHA_NOT_ALLOWED: overLimits,
  // Another service may know the browser.
  ERROR_WRONG_USERAGENT: { ...overLimits, advice: 'name a current browser, or none' },
  // Refused is the callback URL: nothing is wrong with the task, nor with the service.
  ERROR_IP_ADDRES: {
    ...overLimits,
    advice: 'register the host of the callback URL with the service; until then it is sent none',
  },

  ERROR_NO_SUCH_METHOD: unsupported,
  ERROR_WRONG_METHOD: unsupported,
  ERROR_TASK_NOT_SUPPORTED: unsupported,
  ERROR_TASK_ABSENT: unsupported,

  ERROR_BAD_PROXY: proxyRejected,

  ERROR_WRONG_CAPTCHA_ID: ticketLost,
  WRONG_CAPTCHA_ID: ticketLost,
  ERROR_NO_SUCH_CAPCHA_ID: ticketLost,
  ERROR_TASKID_INVALID: ticketLost,
  ERROR_TASK_NOT_FOUND: ticketLost,

  REPORT_NOT_RECORDED: reportRefused,
  ERROR_REPORT_NOT_RECORDED: reportRefused,
  ERROR_DUPLICATE_REPORT: reportRefused,

  ERROR_WRONG_ID_FORMAT: clientsMistake,
  ERROR_EMPTY_ACTION: clientsMistake,
  ERROR_WRONG_ACTION: clientsMistake,
} as const satisfies ErrorTable;

/** Families of codes, by what they begin with. */
export const errorFamilies = {
  // ERROR_PROXY_CONNECT_REFUSED, …_BANNED, …_TRANSPARENT, …_NOT_AUTHORISED, …_MISSING and more.
  ERROR_PROXY_: proxyRejected,
  // anti-captcha's scripted tasks, numbers 37 to 48.
  ERROR_FACTORY_: unsupported,
} as const satisfies ErrorTable;
