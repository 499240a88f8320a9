import type { ProviderErrorCode } from '@understudy/core/provider';

/**
 * What the codes of `in.php` and `createTask` mean at the services that speak them. Sources: 2captcha.com/2captcha-api,
 * 2captcha.com/api-docs/error-codes, docs.captchaai.com/api/api-error-handling, anti-captcha.com/apidoc/errors.
 */
export const commonWords: Readonly<Record<string, ProviderErrorCode>> = {
  ERROR_WRONG_USER_KEY: 'credentials-rejected',
  ERROR_KEY_DOES_NOT_EXIST: 'credentials-rejected',
  ERROR_IP_NOT_ALLOWED: 'credentials-rejected',
  ERROR_ZERO_BALANCE: 'funds-exhausted',
  ERROR_NO_SLOT_AVAILABLE: 'at-capacity',
  MAX_USER_TURN: 'rate-limited',
  'ERROR: 1001': 'rate-limited',
  'ERROR: 1002': 'rate-limited',
  'ERROR: 1003': 'rate-limited',
  'ERROR: 1004': 'address-banned',
  'ERROR: 1005': 'rate-limited',
  ERROR_TOO_MUCH_REQUESTS: 'rate-limited',
  IP_BANNED: 'address-banned',
  ERROR_IP_BANNED: 'address-banned',
  ERROR_IP_BLOCKED: 'address-banned',
  ERROR_SERVER_ERROR: 'provider-unavailable',
  ERROR_INTERNAL_SERVER_ERROR: 'provider-unavailable',
  ERROR_SERVICE_UNAVALIABLE: 'provider-unavailable',
  ERROR_CAPTCHA_UNSOLVABLE: 'task-unsolvable',
  ERROR_BAD_DUPLICATES: 'task-unsolvable',
  ERROR_TASK_TIMEOUT: 'task-unsolvable',
  ERROR_RECAPTCHA_TIMEOUT: 'task-unsolvable',
  ERROR_PAGEURL: 'task-invalid',
  ERROR_GOOGLEKEY: 'task-invalid',
  ERROR_WRONG_GOOGLEKEY: 'task-invalid',
  ERROR_BAD_TOKEN_OR_PAGEURL: 'task-invalid',
  ERROR_BAD_PARAMETERS: 'task-invalid',
  ERROR_RECAPTCHA_INVALID_SITEKEY: 'task-invalid',
  ERROR_RECAPTCHA_INVALID_DOMAIN: 'task-invalid',
  ERROR_UPLOAD: 'task-invalid',
  ERROR_CAPTCHAIMAGE_BLOCKED: 'task-invalid',
  TOO_MANY_BAD_IMAGES: 'task-invalid',
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: 'task-over-limits',
  ERROR_ZERO_CAPTCHA_FILESIZE: 'task-over-limits',
  ERROR_WRONG_FILE_EXTENSION: 'task-over-limits',
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: 'task-over-limits',
  ERROR_TOKEN_EXPIRED: 'task-stale',
  ERROR_NO_SUCH_METHOD: 'task-unsupported',
  ERROR_TASK_NOT_SUPPORTED: 'task-unsupported',
  ERROR_TASK_ABSENT: 'task-unsupported',
  ERROR_BAD_PROXY: 'proxy-rejected',
  ERROR_PROXY_CONNECT_REFUSED: 'proxy-rejected',
  ERROR_PROXY_NOT_AUTHORISED: 'proxy-rejected',
  ERROR_WRONG_CAPTCHA_ID: 'ticket-lost',
  ERROR_NO_SUCH_CAPCHA_ID: 'ticket-lost',
};

/** Where CaptchaAI means something else: it sells threads, and calls their end a balance of zero. */
export const captchaaiWords: Readonly<Record<string, ProviderErrorCode>> = {
  ...commonWords,
  ERROR_ZERO_BALANCE: 'at-capacity',
};
